import { useMemo } from 'preact/hooks';
import type { ChatTexts } from './chat-texts.ts';
import { type Block, formatText, type Inline, linkText } from './format-text.ts';

interface TextProps {
  readonly text: string;
  readonly texts: ChatTexts;
}

/** The assistant's words, with the little formatting that models use. */
export function AnswerText({ text, texts }: TextProps) {
  const blocks = useMemo(() => formatText(text), [text]);
  return <div class="text">{blocks.map((block) => drawBlock(block, texts))}</div>;
}

/** A person's words as they wrote them. */
export function PlainText({ text, texts }: TextProps) {
  const inlines = useMemo(() => linkText(text), [text]);
  return (
    <div class="text">
      <p dir="auto">{inlines.map((inline) => drawInline(inline, texts))}</p>
    </div>
  );
}

function drawBlock(block: Block, texts: ChatTexts) {
  if (block.kind === 'code') {
    return (
      <pre dir="ltr">
        <code>{block.text}</code>
      </pre>
    );
  }
  if (block.kind === 'paragraph')
    return <p dir="auto">{block.inlines.map((inline) => drawInline(inline, texts))}</p>;
  const items = block.items.map((item) => <li>{item.map((inline) => drawInline(inline, texts))}</li>);
  return block.isOrdered ? (
    <ol start={block.start} dir="auto">
      {items}
    </ol>
  ) : (
    <ul dir="auto">{items}</ul>
  );
}

function drawInline(inline: Inline, texts: ChatTexts) {
  if (inline.kind === 'strong') return <strong>{inline.text}</strong>;
  if (inline.kind === 'em') return <em>{inline.text}</em>;
  if (inline.kind === 'code') return <code>{inline.text}</code>;
  if (inline.kind === 'text') return inline.text;
  const { text, url, host } = inline;
  return <WebLink text={text} url={url} host={host} texts={texts} />;
}

/** A link that leaves the page open, and says where it leads when its words don't. */
export function WebLink(props: TextProps & { readonly url: string; readonly host: string }) {
  const { text, url, host, texts } = props;
  return (
    <>
      <a href={url} target="_blank" rel="noopener noreferrer nofollow">
        {text}
        <span class="visually-hidden"> {texts.opensElsewhere}</span>
      </a>
      {!text.includes(host) && <span class="faint"> ({host})</span>}
    </>
  );
}
