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
    if (Date.now() - dueAtMs > allowanceMs / 2) continue;
    if (isTold) return 'late';
    const { view } = await chore('Tell the customer that it takes longer').tellDelay({ turn });
    show(state, view);
    isTold = true;
  }
}

/** A model call that meets the deadline ends by itself before. */
const allowanceMsMin = 5_000;
