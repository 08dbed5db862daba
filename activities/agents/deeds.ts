import type { ToolCallRow } from '../../src/database/tool-calls.ts';

/**
 * Calls as whoever asked for them reads their results: with a question's answer comes what the asked agent changed
 * and what a person decides on, whatever it says of that itself. Nothing done goes untold, even if no answer came.
 */
export function withDeeds(calls: readonly ToolCallRow[], all: readonly ToolCallRow[]): ToolCallRow[] {
  return calls.map((call) => {
    const deeds = all.filter((other) => other.id.startsWith(`${call.id}/`) && isDeed(other));
    if (deeds.length === 0) return call;
    const did = deeds.map(({ tool, args, state, result }) => ({ tool, args, ...endOf(state, result) }));
    if (call.state === 'asked') return { ...call, state: 'done', result: { ...unanswered, did } };
    return { ...call, result: { ...(call.result as object | null), did } };
  });
}

const unanswered = { error: 'It was not answered: the customer wrote again first.' };

const isDeed = ({ effect, state, approval_id }: ToolCallRow) =>
  state !== 'asked' && state !== 'failed' && (effect !== 'read' || approval_id != null);

function endOf(state: ToolCallRow['state'], result: unknown) {
  if (state === 'waiting') return { status: 'awaiting decision' };
  if (state === 'unknown') return { status: 'nobody can say whether it happened' };
  return { result };
}
