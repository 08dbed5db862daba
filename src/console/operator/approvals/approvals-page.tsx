import type { Approval, Page } from '../data/shapes.ts';
import type { Resource } from '../data/use-resource.ts';
import { addressOf } from '../place.ts';
import { WaitingApproval } from './waiting-approval.tsx';

/** Everything that waits for a person's word, the oldest first. */
export function ApprovalsPage({ approvals }: { readonly approvals: Resource<Page<Approval>> }) {
  const { data, problem, reload } = approvals;
  return (
    <main class="page">
      <h1>Decisions</h1>
      {!data && <p class="nothing">{problem ?? 'One moment…'}</p>}
      {data?.items.length === 0 && <p class="nothing">Nothing waits for a decision.</p>}
      {data?.items.map((approval) => (
        <WaitingApproval
          key={approval.id}
          approval={approval}
          onDecided={reload}
          link={addressOf({ page: 'inbox', filter: 'all', q: '', conversationId: approval.conversationId })}
        />
      ))}
    </main>
  );
}
