import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { bounds } from '../../../domain/bounds.ts';
import type { Word } from '../data/api.ts';
import type { Approval } from '../data/shapes.ts';
import type { Act } from '../data/use-act.ts';
import { plain } from '../words.ts';
import { ApprovalGround } from './approval-ground.tsx';
import { ArgumentsView } from './arguments-view.tsx';
import { changesIn, type Edit, editOf, readEdit } from './edit-arguments.ts';

interface ApprovalCardProps {
  readonly approval: Approval;
  readonly act: Act;
  readonly onWord: (word: Word) => void;
  /** What else is offered below. */
  readonly children?: ComponentChildren;
}

type Doing = 'look' | 'edit' | 'reject';

/** One call that waits for a person: what would be done, why it waits, until when, and the word on it. */
export function ApprovalCard({ approval, act, onWord, children }: ApprovalCardProps) {
  const { tool, args, askedArgs = args } = approval;
  const [doing, setDoing] = useState<Doing>('look');
  const [edit, setEdit] = useState<Edit>(() => editOf(args));
  const title = useId();
  const read = readEdit(edit);
  const changes = read.ok ? changesIn(args, read.args) : [];
  const approve = () =>
    onWord({
      decision: 'approve',
      ...(doing === 'edit' && read.ok && changes.length > 0 && { args: read.args }),
    });

  return (
    <section class="approval" aria-labelledby={title}>
      <h2 id={title}>May the assistant do this: {plain(tool)}?</h2>
      <ArgumentsView edit={edit} {...(doing === 'edit' && { onEdit: setEdit })} original={askedArgs} />
      <ApprovalGround approval={approval} />
      <p role="alert" class="problem">
        {act.problem ?? (!read.ok && doing === 'edit' ? read.problem : undefined)}
      </p>
      {doing === 'reject' ? (
        <Rejection
          isBusy={act.isBusy}
          onCancel={() => setDoing('look')}
          onReject={(reason) => onWord({ decision: 'reject', reason })}
        />
      ) : (
        <div class="acts">
          <button
            type="button"
            class="primary"
            disabled={act.isBusy || (doing === 'edit' && !read.ok)}
            onClick={approve}
          >
            {doing === 'edit' && changes.length > 0 ? 'Approve as changed' : 'Approve'}
          </button>
          {doing === 'look' ? (
            <button type="button" disabled={act.isBusy} onClick={() => setDoing('edit')}>
              Change it
            </button>
          ) : (
            <button
              type="button"
              onClick={() => {
                setEdit(editOf(args));
                setDoing('look');
              }}
            >
              Leave it as it was
            </button>
          )}
          <button type="button" class="danger" disabled={act.isBusy} onClick={() => setDoing('reject')}>
            Reject
          </button>
        </div>
      )}
      {children}
    </section>
  );
}

interface RejectionProps {
  readonly isBusy: boolean;
  readonly onReject: (reason: string) => void;
  readonly onCancel: () => void;
}

function Rejection({ isBusy, onReject, onCancel }: RejectionProps) {
  return (
    <form
      class="question"
      onSubmit={(event) => {
        event.preventDefault();
        const why = String(new FormData(event.currentTarget).get('reason')).trim();
        if (why !== '') onReject(why);
      }}
    >
      <label>
        Why not? The assistant uses this to explain it to the customer.
        <input
          name="reason"
          required
          maxLength={bounds.reasonTextMax}
          ref={(element) => element?.focus()}
          onKeyDown={(event) => event.key === 'Escape' && onCancel()}
        />
      </label>
      <button type="submit" class="danger" disabled={isBusy}>
        Reject it
      </button>
      <button type="button" class="quiet" onClick={onCancel}>
        Cancel
      </button>
    </form>
  );
}
