import { ActivityFailure, CancellationScope, isCancellation } from '@temporalio/workflow';
import { agentBounds } from '../src/domain/agents.ts';
import type { TurnRef } from '../src/domain/engine.ts';
import type { CallOrder, CallOutcome } from '../src/domain/tool.ts';
import { recordFailure, runCall, runCalls } from './calls.ts';
import { inModelQueue } from './model-queue.ts';
import { chore, modelCall } from './policies.ts';
import { requestApprovals } from './request-approvals.ts';
import { showStory } from './show.ts';
import type { ConversationState } from './state.ts';

/** What the agents of a turn share while they turn to each other. */
export interface Talk {
  /** Until when a model may take that is asked now, ms since the epoch. */
  readonly deadlineAtMs: () => number;
  questionsLeft: number;
  /** Whether an agent that was asked waits for a person's decision. */
  isWaiting: boolean;
}

export const openTalk = (deadlineAtMs: () => number): Talk => ({
  deadlineAtMs,
  questionsLeft: agentBounds.questionsPerTurnMax,
  isWaiting: false,
});

/** What came of the calls of one round that needed no decision. */
interface CarriedOut {
  readonly outcomes: readonly CallOutcome['outcome'][];
  /** Whether another agent has the turn now. */
  readonly isHandedOff: boolean;
}

/** Runs the calls of one round at once, questions to other agents among them; then it may hand off. */
export async function carryOut(
  state: ConversationState,
  turn: TurnRef,
  orders: readonly CallOrder[],
  talk: Talk,
): Promise<CarriedOut> {
  const now = orders.filter(({ turnsTo }) => turnsTo?.how !== 'handoff');
  const outcomes = await runCalls(now, (order) =>
    order.turnsTo ? askAgent(state, turn, order, talk) : runCall(turn, order),
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

/** The loop of an agent that another one asked: within the same turn, fence and purse, and without a word to the customer. */
async function askAgent(
  state: ConversationState,
  turn: TurnRef,
  order: CallOrder,
  talk: Talk,
): Promise<CallOutcome['outcome']> {
  const agent = order.turnsTo?.agent ?? '';
  if (talk.questionsLeft === 0) return await recordFailure(turn, order);
  talk.questionsLeft -= 1;
  try {
    for (let round = 0; round < agentBounds.roundsPerQuestionMax; round += 1) {
      const allowanceMs = state.settings.turnDeadlineMs;
      const response = await inModelQueue((queue) =>
        modelCall(order.summary, allowanceMs, queue).callAgent({
          ...{ turn, thread: order.callId, agent, round },
          ...{ deadlineAtMs: talk.deadlineAtMs(), allowanceMs },
          ...(queue !== undefined && { queue }),
        }),
      );
      if (response.kind === 'answer') return 'done';
      if (response.kind === 'fenced') return 'failed';
      const { orders } = response;
      const { outcomes } = await carryOut(
        state,
        turn,
        orders.filter(({ approval }) => !approval),
        talk,
      );
      if (outcomes.includes('unknown')) return 'unknown';
      const waiting = orders.filter(({ approval }) => approval);
      if (waiting.length === 0) continue;
      talk.isWaiting = true;
      await requestApprovals(state, turn, waiting);
    }
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
  }
  return await recordFailure(turn, order);
}
