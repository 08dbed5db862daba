import type { ChatMessage } from './chat-message.ts';
import type { Sending } from './chat-state.ts';
import type { ChatTexts } from './chat-texts.ts';
import type { ViewItem } from './chat-view.ts';
import { Citations } from './citations.tsx';
import { formatBytes, formatTime } from './format-value.ts';
import { AnswerText, PlainText } from './message-text.tsx';
import { WorkingBubble } from './working-bubble.tsx';

interface BubbleProps {
  readonly item: ViewItem;
  readonly texts: ChatTexts;
  readonly onEdit: (id: string, text: string) => void;
  readonly onDiscard: (id: string) => void;
}

/** One entry of the list. All kinds have the same outline, so that a draft turns into its answer in place. */
export function Bubble({ item, texts, onEdit, onDiscard }: BubbleProps) {
  switch (item.kind) {
    case 'message':
      return drawMessage(item.message, texts);
    case 'draft':
      return (
        <li class="bubble from-assistant is-draft">
          <p class="meta">{texts.from.assistant}</p>
          <AnswerText text={item.text} texts={texts} />
        </li>
      );
    case 'working':
      return <WorkingBubble texts={texts} mayBeOver={item.mayBeOver} />;
    case 'outgoing':
      return drawOutgoing(item.outgoing, { texts, onEdit, onDiscard });
  }
}

function drawMessage(message: ChatMessage, texts: ChatTexts) {
  const { from, kind, channel, text, at, citations, attachments } = message;
  const by = texts.by[channel];
  const Text = from === 'assistant' ? AnswerText : PlainText;
  return (
    <li class={`bubble from-${from} is-${kind}`}>
      <p class="meta">
        {texts.from[from]}
        {by && ` · ${by}`} · <time dateTime={at}>{formatTime(at, texts.locale)}</time>
      </p>
      <Text text={text} texts={texts} />
      {attachments?.map(({ id, name, bytes }) => (
        <p key={id} class="attachment" dir="auto">
          {name} <span class="faint">({formatBytes(bytes, texts.locale)})</span>
        </p>
      ))}
      {citations.length > 0 && <Citations citations={citations} texts={texts} />}
    </li>
  );
}

function drawOutgoing({ id, text, progress, refusal }: Sending, props: Omit<BubbleProps, 'item'>) {
  const { texts, onEdit, onDiscard } = props;
  return (
    <li class={`bubble from-customer is-${progress}`}>
      <p class="meta">{texts.from.customer}</p>
      <PlainText text={text} texts={texts} />
      {progress === 'sending' && <p class="progress is-slow">{texts.sending}</p>}
      {progress === 'waiting' && <p class="progress">{texts.waiting}</p>}
      {progress === 'refused' && (
        <div class="refusal" role="alert">
          <p>{texts.refusal[refusal ?? 'other']}</p>
          <div class="refusal-acts">
            <button type="button" class="quiet-button" onClick={() => onEdit(id, text)}>
              {texts.edit}
            </button>
            <button type="button" class="quiet-button" onClick={() => onDiscard(id)}>
              {texts.discard}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}
