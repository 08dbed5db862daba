import { condition } from '@temporalio/workflow';
import type { OpenedTurnRef } from '../src/domain/engine.ts';
import { chore } from './policies.ts';
import { show } from './show.ts';
import type { ConversationState } from './state.ts';

/**
 * Waits until the turn is over. At its deadline the customer is told that it takes longer, unless they have heard
 * something; when that much time has passed once more, it is too late. Only time counts in which somebody was at work:
 * a timer that is told of long after it was due was told to nobody.
 */
export async function watch(
  state: ConversationState,
  turn: OpenedTurnRef,
  isOver: () => boolean,
): Promise<'over' | 'late'> {
  if (!turn.isWatched) {
    await condition(isOver);
    return 'over';
  }
  const allowanceMs = Math.max(state.settings.turnDeadlineMs, allowanceMsMin);
  for (let isTold = false; ; ) {
    const dueAtMs = Date.now() + allowanceMs;
    const summary = isTold
      ? 'Waits a last time for the answer'
      : "Waits for the answer until the turn's deadline";
    if (await condition(isOver, allowanceMs, { summary })) return 'over';
    const lateMs = Date.now() - dueAtMs;
    // Turns from before decided it here, though in a replay the clock may be further on: while local activities run, the
    // SDK takes several workflow tasks for one.
    if (!turn.recordsLateness && lateMs > allowanceMs / 2) continue;
    if (!turn.recordsLateness && isTold) return 'late';
    const what = isTold ? 'See whether the answer is too late' : 'Tell the customer that it takes longer';
    const { view, isDue = true } = await chore(what).tellDelay({ turn, isTold, lateMs, allowanceMs });
    show(state, view);
    if (!isDue) continue;
    if (isTold) return isOver() ? 'over' : 'late';
    isTold = true;
  }
}

/** A model call that meets the deadline ends by itself before. */
const allowanceMsMin = 5_000;
