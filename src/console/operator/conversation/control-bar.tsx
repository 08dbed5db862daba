import { useState } from 'preact/hooks';
import { outranks, roleFor } from '../../../domain/operator.ts';
import { api } from '../data/api.ts';
import { useSession } from '../data/session.ts';
import type { Conversation } from '../data/shapes.ts';
import { useAct } from '../data/use-act.ts';
import { Composer } from './composer.tsx';
import { type Asking, Question } from './question.tsx';

interface ControlBarProps {
  readonly conversation: Conversation;
  readonly onDone: () => void;
}

/** What an operator may do about the conversation: take over, write, hand back, close, note something. */
export function ControlBar({ conversation, onDone }: ControlBarProps) {
  const { operator } = useSession();
  const act = useAct();
  const [asking, setAsking] = useState<Asking>();
  const { id, status, needs } = conversation;
  // Handed over, and nobody has taken it.
  const isWaiting = needs.includes('operator');
  if (!outranks(operator.role, roleFor.takeOver))
    return <p class="control faint">You may read this conversation; writing needs the role operator.</p>;

  const run = async (work: () => Promise<unknown>) => {
    const isDone = await act.run(work);
    if (isDone) {
      setAsking(undefined);
      onDone();
    }
    return isDone;
  };
  return (
    <div class="control">
      <p role="alert" class="problem">
        {act.problem}
      </p>
      {status === 'with_operator' && !isWaiting && <Composer conversationId={id} act={act} run={run} />}
      {asking ? (
        <Question
          key={asking}
          kind={asking}
          act={act}
          onCancel={() => setAsking(undefined)}
          onAnswer={(text, answerId) => void run(() => acts[asking](id, text, answerId))}
        />
      ) : (
        <div class="acts">
          {status !== 'closed' && (
            <button
              type="button"
              class={status === 'open' || isWaiting ? 'primary' : ''}
              disabled={act.isBusy}
              onClick={() => void run(() => api.takeOver(id))}
            >
              Take over
            </button>
          )}
          {status === 'with_operator' && (
            <button type="button" disabled={act.isBusy} onClick={() => setAsking('handBack')}>
              Hand back
            </button>
          )}
          {status !== 'closed' && (
            <button type="button" disabled={act.isBusy} onClick={() => setAsking('close')}>
              Close
            </button>
          )}
          <button type="button" class="quiet" disabled={act.isBusy} onClick={() => setAsking('note')}>
            Add a note
          </button>
          {status === 'closed' && <p class="faint">Closed. It opens again when the customer writes.</p>}
        </div>
      )}
    </div>
  );
}

const acts = {
  handBack: (id, text) => api.handBack(id, text),
  close: (id, text) => api.close(id, text),
  note: (id, text, noteId) => api.addNote(id, { id: noteId, text }),
} as const satisfies Record<Asking, (id: string, text: string, answerId: string) => Promise<unknown>>;
