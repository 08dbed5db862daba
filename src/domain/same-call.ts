import type { CallState, Effect } from './tool.ts';

/** A call as far as one has to know it to tell whether another asks for the very same. */
interface Asked {
  readonly id: string;
  readonly tool: string;
  readonly args_hash: string | null;
  readonly effect: Effect;
  readonly state: CallState;
}

/**
 * The call of the same turn whose result stands for another one too: the same tool with the same
 * arguments. Once something was changed, what was read may no longer be so, and is read again.
 */
export function sameCallIn<Call extends Asked>(
  earlier: readonly Call[],
  { tool, argsHash, effect }: { tool: string; argsHash: string; effect: Effect },
): Call | undefined {
  const call = earlier.findLast((each) => each.tool === tool && each.args_hash === argsHash);
  if (!call || (call.state !== 'done' && call.state !== 'asked')) return undefined;
  // Effects have a ledger of their own, which also knows of other turns.
  if (effect !== 'read') return call.state === 'asked' ? call : undefined;
  const hasChanged = earlier.some((each) => each.effect !== 'read' && each.state !== 'asked');
  return hasChanged ? undefined : call;
}
