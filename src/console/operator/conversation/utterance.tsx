import { AnswerText, PlainText } from '../../chat/message-text.tsx';
import type { Message } from '../data/shapes.ts';
import { plain, time } from '../words.ts';
import { transcriptTexts } from './transcript-texts.ts';

interface UtteranceProps {
  readonly message: Message;
  readonly onShowTurn: (turnId: string) => void;
}

const senders = { customer: 'Customer', assistant: 'Assistant', operator: 'Colleague' } as const;

/** One message with what became of it. */
export function Utterance({ message, onShowTurn }: UtteranceProps) {
  const { from, kind, channel, text, citations, turnId, at, disposition, delivery, reason } = message;
  return (
    <li class={`utterance from-${from} ${kind === 'note' ? 'is-note' : ''}`}>
      <p class="meta">
        <strong>{senders[from]}</strong> <time dateTime={at}>{time(at)}</time> · {channel}
        {kind === 'note' && ' · note'}
      </p>
      {from === 'customer' ? (
        <PlainText text={text} texts={transcriptTexts} />
      ) : (
        <AnswerText text={text} texts={transcriptTexts} />
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
        {delivery && <span class="faint">{plain(delivery)}</span>}
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
