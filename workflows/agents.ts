import { CancellationScope } from '@temporalio/workflow';
import type { TurnRef } from '../src/domain/engine.ts';
import type { CallOrder, CallOutcome } from '../src/domain/tool.ts';
import { runCalls } from './calls.ts';
import { chore } from './policies.ts';
import { showStory } from './show.ts';
import type { ConversationState } from './state.ts';

/** What came of the calls of one round that needed no decision. */
export interface CarriedOut {
  readonly outcomes: readonly CallOutcome['outcome'][];
  /** Whether another agent has the turn now. */
  readonly isHandedOff: boolean;
}

/** Runs the calls of one round at once; then, if one of them says so, another agent gets the turn. */
export async function carryOut(
  state: ConversationState,
  turn: TurnRef,
  orders: readonly CallOrder[],
): Promise<CarriedOut> {
  const outcomes = await runCalls(
    turn,
    orders.filter(({ turnsTo }) => turnsTo?.how !== 'handoff'),
  );
  const handoff = orders.find(({ turnsTo }) => turnsTo?.how === 'handoff');
  if (handoff) await handOff(state, turn, handoff);
  return { outcomes, isHandedOff: handoff !== undefined };
}

async function handOff(state: ConversationState, turn: TurnRef, order: CallOrder): Promise<void> {
  const { route } = await CancellationScope.nonCancellable(() =>
    chore(order.summary).handOff({ turn, order }),
  );
  if (state.story) showStory(state, { ...state.story, route });
}
