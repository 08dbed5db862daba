import { useEffect, useState } from 'preact/hooks';
import { ApprovalCard } from '../approvals/approval-card.tsx';
import { api, type Word } from '../data/api.ts';
import { wordsFor } from '../data/request.ts';
import type { Approval, LinkedApproval } from '../data/shapes.ts';
import { useAct } from '../data/use-act.ts';
import { time } from '../words.ts';

/** Where a link leads that decides once: it shows what it is about, and nothing happens before a button is pressed. */
export function DecidePage({ token }: { readonly token: string }) {
  const act = useAct();
  const [linked, setLinked] = useState<LinkedApproval>();
  const [problem, setProblem] = useState<string>();
  const [decided, setDecided] = useState<Approval>();
  useEffect(() => {
    api.lookByLink(token).then(setLinked, (error) => setProblem(wordsFor(error)));
  }, [token]);

  const decide = (word: Word) => void act.run(async () => setDecided(await api.decideByLink(token, word)));
  return (
    <main class="page decide">
      <h1>Decision</h1>
      {decided ? (
        <p role="status">
          {decided.state === 'approved'
            ? 'Approved. It is being done now.'
            : 'Rejected. It will not be done.'}{' '}
          You may close this page.
        </p>
      ) : linked ? (
        <ApprovalCard approval={linked.approval} act={act} onWord={decide}>
          <p class="faint">
            In the name of <bdi>{linked.operator.email}</bdi>. This link works once, until{' '}
            {time(linked.expiresAt)}.
          </p>
        </ApprovalCard>
      ) : (
        <p class="nothing" role={problem === undefined ? undefined : 'alert'}>
          {problem ?? 'One moment…'}
        </p>
      )}
    </main>
  );
}
