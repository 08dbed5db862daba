import { api } from '../data/api.ts';
import { useSession } from '../data/session.ts';
import type { Conversation } from '../data/shapes.ts';
import { useResource } from '../data/use-resource.ts';
import { money, plain, time } from '../words.ts';

/** Who the customer is, how far that is proved, and what they came for before. */
export function CustomerPanel({ conversation }: { readonly conversation: Conversation }) {
  const { id, assistant, costMicroUsd, workflowId } = conversation;
  const { temporalUi } = useSession();
  const { data: customer, problem } = useResource(`customer ${id}`, (signal) => api.customer(id, signal), id);
  if (!customer) return <p class="nothing">{problem ?? 'One moment…'}</p>;
  const facts = [
    ['Name', customer.name],
    ['Customer number', customer.businessId],
    ['E-mail', customer.email],
    ['Phone', customer.phone],
    ['Language', customer.language],
    ['Assistant', assistant],
    ['Cost so far', money(costMicroUsd)],
  ] as const;
  return (
    <div class="panel">
      <dl>
        {facts.map(
          ([name, value]) =>
            value !== undefined && (
              <div>
                <dt>{name}</dt>
                <dd>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ),
        )}
      </dl>
      <h2>Addresses</h2>
      <ul>
        {customer.addresses.map(({ channel, proof, since }) => (
          <li>
            {channel}, {proof.replace('-', ' ')} <span class="faint">since {time(since)}</span>
          </li>
        ))}
      </ul>
      <h2>Cases</h2>
      <ul>
        {customer.cases.map(({ number, openedAt, closedAt, outcome, summary }) => (
          <li>
            <strong>No. {number}</strong>{' '}
            <span class="faint">
              {time(openedAt)}
              {closedAt ? ` to ${time(closedAt)}` : ', open'}
              {outcome && `, ${plain(outcome)}`}
            </span>
            {summary && <p class="summary">{summary}</p>}
          </li>
        ))}
      </ul>
      {temporalUi && (
        <p>
          <a
            href={`${temporalUi}${encodeURIComponent(workflowId)}`}
            target="_blank"
            rel="noopener noreferrer"
          >
            This conversation in the Temporal UI
          </a>
        </p>
      )}
    </div>
  );
}
