import type { VNode } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { AnswerText, PlainText } from '../../chat/message-text.tsx';
import { english } from '../../chat/texts/english.ts';
import type { Message } from '../data/shapes.ts';
import { time } from '../words.ts';
import { useTranscript } from './use-transcript.ts';

/** The console speaks English; times are the operator's own. */
const texts = { ...english, locale: navigator.language };

interface TranscriptProps {
  readonly conversationId: string;
  readonly onShowTurn: (turnId: string) => void;
}

/** What was said, over all channels, with what became of each message. */
export function Transcript({ conversationId, onShowTurn }: TranscriptProps) {
  const { messages, problem, hasEarlier, isLoading, loadEarlier } = useTranscript(conversationId);
  const scroller = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const draw = useDrawn(onShowTurn);
  const isRead = messages !== undefined;
  const lastSeq = messages?.at(-1)?.seq;
  const firstSeq = messages?.[0]?.seq;
  const before = useRef<{ firstSeq: number | undefined; height: number }>({ firstSeq: undefined, height: 0 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    // Earlier messages push down what one reads; new ones only matter to who is at the end.
    const grewAbove = before.current.firstSeq !== undefined && before.current.firstSeq !== firstSeq;
    if (grewAbove) element.scrollTop += element.scrollHeight - before.current.height;
    else if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    before.current = { firstSeq, height: element.scrollHeight };
  }, [firstSeq, lastSeq]);

  // What appears below, a decision that waits for instance, takes room from the transcript.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const sizes = new ResizeObserver(() => {
      if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    });
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [isRead]);

  if (!messages) return <p class="nothing">{problem ?? 'One moment…'}</p>;
  return (
    <div
      class="transcript"
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by the keyboard
      tabIndex={0}
      role="log"
      aria-label="Transcript"
      onScroll={({ currentTarget: at }) => {
        isAtEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 60;
      }}
    >
      {hasEarlier && (
        <button type="button" class="quiet earlier" disabled={isLoading} onClick={loadEarlier}>
          Show earlier messages
        </button>
      )}
      {messages.length === 0 && <p class="nothing">Nothing was said yet.</p>}
      <ol>{messages.map(draw)}</ol>
    </div>
  );
}

/** Draws each message once for as long as it is the same: a thousand of them are not compared at every change. */
function useDrawn(onShowTurn: (turnId: string) => void): (message: Message) => VNode {
  return useMemo(() => {
    const drawn = new WeakMap<Message, VNode>();
    return (message) => {
      const known = drawn.get(message);
      const node = known ?? <Utterance key={message.seq} message={message} onShowTurn={onShowTurn} />;
      drawn.set(message, node);
      return node;
    };
  }, [onShowTurn]);
}

interface UtteranceProps {
  readonly message: Message;
  readonly onShowTurn: (turnId: string) => void;
}

const senders = { customer: 'Customer', assistant: 'Assistant', operator: 'Colleague' } as const;

function Utterance({ message, onShowTurn }: UtteranceProps) {
  const { from, kind, channel, text, citations, turnId, at, disposition, reason } = message;
  return (
    <li class={`utterance from-${from} ${kind === 'note' ? 'is-note' : ''}`}>
      <p class="meta">
        <strong>{senders[from]}</strong> <time dateTime={at}>{time(at)}</time> · {channel}
        {kind === 'note' && ' · note'}
      </p>
      {from === 'customer' ? (
        <PlainText text={text} texts={texts} />
      ) : (
        <AnswerText text={text} texts={texts} />
      )}
      {citations.length > 0 && (
        <ul class="citations">
          {citations.map(({ title, passage }) => (
            <li>
              <details>
                <summary>{title}</summary>
                <blockquote>{passage}</blockquote>
              </details>
            </li>
          ))}
        </ul>
      )}
      <p class="meta">
        {disposition && <span class={`disposition is-${disposition}`}>{dispositions[disposition]}</span>}
        {reason && <span class="faint"> {reason}</span>}
        {turnId && from !== 'operator' && (
          <button type="button" class="link" onClick={() => onShowTurn(turnId)}>
            {from === 'customer' ? 'What came of it' : 'Why this?'}
          </button>
        )}
      </p>
    </li>
  );
}

const dispositions = {
  pending: 'waits',
  answered: 'answered',
  handed_over: 'handed over',
  closed: 'closed',
} as const;
