import { api } from '../data/api.ts';
import type { Approval } from '../data/shapes.ts';
import { useAct } from '../data/use-act.ts';
import { ApprovalCard } from './approval-card.tsx';
import { LinkMaker } from './link-maker.tsx';

interface WaitingApprovalProps {
  readonly approval: Approval;
  readonly onDecided: () => void;
  /** Where its conversation is, on a page that isn't it. */
  readonly link?: string;
}

/** A decision in the console, made by whoever is logged in. */
export function WaitingApproval({ approval, onDecided, link }: WaitingApprovalProps) {
  const act = useAct();
  const { id, version } = approval;
  return (
    <ApprovalCard
      approval={approval}
      act={act}
      onWord={(word) => void act.run(() => api.decide(id, { version, ...word })).then(onDecided)}
    >
      <p class="acts">
        {link && <a href={link}>See the conversation</a>}
        <LinkMaker approvalId={id} />
      </p>
    </ApprovalCard>
  );
}
