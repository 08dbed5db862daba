import type { Callbacks } from '../src/database/callbacks.ts';
import { startedResult, underWayResult } from '../src/domain/callback.ts';
import type { EffectRun, ToolEnd } from './run-effect.ts';
import { runOnce } from './run-once.ts';

/** What a call needs besides to start work whose end is told later. */
export interface WorkAccess {
  readonly callbacks: Pick<Callbacks, 'open' | 'noteStarted' | 'dropOfCall' | 'ofCall' | 'underWay'>;
  /** How the HTTP service is reached; undefined while it isn't known yet, null where it never will be. */
  readonly publicUrl: () => string | undefined | null;
}

/**
 * Whether there is nothing to do, because the work has been begun already: by this very call, whose worker died before
 * it could say so, or by another one.
 */
export async function workUnderWay(
  { order, effect }: EffectRun,
  { callbacks }: WorkAccess,
): Promise<ToolEnd | undefined> {
  const row = await callbacks.underWay(effect);
  if (!row) return undefined;
  if (row.call_id !== order.callId) return { outcome: 'repeated', result: underWayResult };
  return row.started_at === null ? undefined : started;
}

/** Whether this call's own function may have been run already; before its row is there, it was not. */
export const mayHaveBegun = async ({ order }: EffectRun, { callbacks }: WorkAccess): Promise<boolean> =>
  (await callbacks.ofCall(order.callId)) !== undefined;

/** Has the tool start its work, with the address that its end is to be told to. Rejects with what the tool threw. */
export async function startWork(run: EffectRun, { callbacks, publicUrl }: WorkAccess): Promise<ToolEnd> {
  const { tool, order, context, effect } = run;
  const opened = await callbacks.open({
    ...effect,
    callId: order.callId,
    conversationId: context.conversationId,
    effect: tool.effect,
    args: order.args,
    withinMs: tool.callbackWithinMs ?? 0,
  });
  const callback = { url: `${publicUrl()}/webhooks/tools/${opened.token}`, expiresAt: opened.expiresAt };
  try {
    await run.components.guarded(run.componentId, () => runOnce(tool, order, { ...context, callback }));
  } catch (error) {
    // Its end is known already, whatever went wrong with the answer to its start.
    if ((await callbacks.ofCall(order.callId))?.state !== 'running') return started;
    throw error;
  }
  await callbacks.noteStarted(opened.id);
  return started;
}

const started: ToolEnd = { outcome: 'running', result: startedResult };
