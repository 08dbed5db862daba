import { outranks, roleFor } from '../../../domain/operator.ts';
import { api } from '../data/api.ts';
import { useSession } from '../data/session.ts';
import type { Conversation } from '../data/shapes.ts';
import { useAct } from '../data/use-act.ts';
import { useResource } from '../data/use-resource.ts';

interface AssignmentProps {
  readonly conversation: Conversation;
  readonly onDone: () => void;
}

/** Whose the conversation is, and how it becomes another's. */
export function Assignment(props: AssignmentProps) {
  const { operator } = useSession();
  const { assignee } = props.conversation;
  if (outranks(operator.role, roleFor.assign)) return <Choice {...props} />;
  return (
    <p class="faint">
      {assignee ? (
        <>
          Assigned to <bdi>{assignee.email}</bdi>
        </>
      ) : (
        "Nobody's"
      )}
    </p>
  );
}

function Choice({ conversation, onDone }: AssignmentProps) {
  const { operator } = useSession();
  const { data } = useResource('colleagues', (signal) => api.colleagues(signal), 'none');
  const act = useAct();
  const { id, assignee } = conversation;
  const known = data?.items ?? [];
  // Whoever it was may have left since.
  const others = [...known, ...(assignee && known.every((one) => one.id !== assignee.id) ? [assignee] : [])];

  const assign = async (to: string) => {
    await act.run(() => api.assign(id, to === '' ? null : to));
    onDone();
  };
  return (
    <p class="assignment">
      <label>
        <span class="faint">Assigned to</span>{' '}
        <select
          value={assignee?.id ?? ''}
          disabled={act.isBusy}
          onChange={({ currentTarget }) => void assign(currentTarget.value)}
        >
          <option value="">nobody</option>
          <option value={operator.id}>me</option>
          {others
            .filter((one) => one.id !== operator.id)
            .map((one) => (
              <option key={one.id} value={one.id}>
                {one.email}
              </option>
            ))}
        </select>
      </label>
      <span role="alert" class="problem">
        {act.problem}
      </span>
    </p>
  );
}
