import {
  ActivityFailure,
  CancellationScope,
  isCancellation,
  patched,
  TemporalFailure,
} from '@temporalio/workflow';
import type { TurnRef } from '../src/domain/engine.ts';
import type { CallOrder, CallOutcome } from '../src/domain/tool.ts';
import { chore, toolCall } from './policies.ts';

/** Runs the calls of one round at once. Each result is kept under its place, so the model reads them as it asked. */
export async function runCalls(
  orders: readonly CallOrder[],
  run: (order: CallOrder) => Promise<CallOutcome['outcome']>,
): Promise<CallOutcome['outcome'][]> {
  const settled = await Promise.allSettled(orders.map(run));
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return settled.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'));
}

/** One tool call by its policy. An effect that has started runs to its end, whatever is interrupted meanwhile. */
export async function runCall(turn: TurnRef, order: CallOrder): Promise<CallOutcome['outcome']> {
  const run = () => toolCall(order.summary, order.policy).runTool({ turn, order });
  try {
    const { outcome } = order.effect === 'read' ? await run() : await CancellationScope.nonCancellable(run);
    return outcome;
  } catch (error) {
    if (isCancellation(error) || !hasUsedItsAttempts(error)) throw error;
    return await recordFailure(turn, order);
  }
}

/** The failure of a local activity comes as it is, that of another as an ActivityFailure's cause. */
const hasUsedItsAttempts = (error: unknown) =>
  error instanceof ActivityFailure ||
  // Before, a quick read that failed ended the turn.
  (error instanceof TemporalFailure && patched('tell-failed-local-calls'));

/** A read that failed is told to the model; an effect that failed may have happened, which is for a person. */
export async function recordFailure(turn: TurnRef, order: CallOrder): Promise<CallOutcome['outcome']> {
  const { outcome } = await CancellationScope.nonCancellable(() =>
    chore('Note that a tool failed').recordFailure({ turn, order }),
  );
  return outcome;
}
