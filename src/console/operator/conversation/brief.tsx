import { api } from '../data/api.ts';
import { useResource } from '../data/use-resource.ts';
import { plain, time } from '../words.ts';

/** What an operator has to know before they speak; nothing while the assistant copes. */
export function BriefNote({ conversationId }: { readonly conversationId: string }) {
  const { data } = useResource(
    `brief of ${conversationId}`,
    (signal) => api.brief(conversationId, signal),
    conversationId,
  );
  if (!data) return null;
  const { reason, summary, answerBy, isOverdue, tried, open, discarded } = data;
  return (
    <details class="brief" open>
      <summary>What you should know</summary>
      {reason && (
        <p>
          <span class="faint">Why you:</span> {reason}
        </p>
      )}
      {answerBy && (
        <p class={isOverdue ? 'problem' : ''}>
          Promised an answer by {time(answerBy)}
          {isOverdue && ', which has passed'}.
        </p>
      )}
      {summary && <p class="summary">{summary}</p>}
      {tried.length > 0 && (
        <p>
          <span class="faint">Tried:</span>{' '}
          {tried.map(({ tool, state }) => `${plain(tool)} (${plain(state)})`).join(', ')}
        </p>
      )}
      {open.promises.map(({ about, when }) => (
        <p>
          <span class="faint">Promised:</span> {about} ({when})
        </p>
      ))}
      {discarded && (
        <p>
          <span class="faint">It was about to say:</span> <q>{discarded}</q>
        </p>
      )}
    </details>
  );
}
