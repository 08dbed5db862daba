import { CancellationScope } from '@temporalio/workflow';
import { bounds } from '../src/domain/bounds.ts';
import type { OpenedTurnRef, TurnRef } from '../src/domain/engine.ts';
import type { PlanInHand } from '../src/domain/plan/plan.ts';
import type { CallOrder } from '../src/domain/tool.ts';
import type { TurnOutcome } from '../src/domain/turn.ts';
import { carryOut, openTalk } from './agents.ts';
import { runCall } from './calls.ts';
import { handOver } from './hand-over.ts';
import { inModelQueue } from './model-queue.ts';
import { conductPlans, resumePlans } from './plan.ts';
import { chore, modelCall } from './policies.ts';
import { requestApprovals } from './request-approvals.ts';
import { showEnd } from './show.ts';
import type { ConversationState } from './state.ts';
import { takeUpArrivals } from './steer.ts';
import { understandTurn } from './understand-turn.ts';

/** What a turn has to do before the assistant may speak. */
export interface TurnStart {
  /** An approved call. */
  readonly order?: CallOrder;
  /** Plans that go on: the one that it is part of, or those of which a task has ended elsewhere. */
  readonly plans?: readonly PlanInHand[];
  /** The assistant doesn't get to speak: operators take it from here. */
  readonly handOverBecause?: string;
}

/** The agent loop: ask the model, run what it asks for, until it answers, waits for a person, or a bound is met. */
export async function act(
  state: ConversationState,
  turn: OpenedTurnRef,
  start: TurnStart,
): Promise<TurnOutcome> {
  const deadlineAtMs = Date.now() + heardWithinMs(state.settings);
  const first = start.order && (await runCall(turn, start.order));
  if (first === 'unknown') return await handOverUnknown(state, turn);
  const because = start.handOverBecause ?? turn.handOverBecause;
  if (because !== undefined) return await handOver(state, turn, because);
  if (!turn.speaks) return await endSilently(state, turn);
  if (turn.needsPerson) return await handOverUnknown(state, turn);
  const reading = turn.reads ? await understandTurn(state, turn) : undefined;
  if (reading?.personBecause !== undefined) return await handOver(state, turn, reading.personBecause);
  const time = { deadlineAtMs, allowanceMs: state.settings.turnDeadlineMs };
  const planned = reading?.isComposite
    ? await conductPlans(turn, time)
    : await resumePlans(turn, start.plans ?? [], {
        ...time,
        ...(start.order && { order: start.order, outcome: first }),
      });
  if (planned.isUnknown) return await handOverUnknown(state, turn);
  if (planned.waiting.length > 0) return await waitForApproval(state, turn, planned.waiting);

  const talk = openTalk(() => Math.max(deadlineAtMs, Date.now() + modelCallMsMin));
  let roundsMax: number = bounds.roundsPerTurnMax;
  for (let round = planned.rounds; round < roundsMax; round += 1) {
    const because = round > 0 ? await takeUpArrivals(state, turn, round) : undefined;
    if (because !== undefined) return await handOver(state, turn, because);
    const response = await askModel(state, turn, round, deadlineAtMs);
    if (response.kind === 'fenced') return await endSilently(state, turn);
    if (response.kind === 'answer') return await commit(state, turn, response);
    const { outcomes, isHandedOff } = await carryOut(
      state,
      turn,
      response.orders.filter((order) => !order.approval),
      talk,
    );
    // Passing on takes nothing from whoever gets it.
    if (isHandedOff) roundsMax += 1;
    if (outcomes.includes('unknown')) return await handOverUnknown(state, turn);
    const waiting = response.orders.filter((order) => order.approval);
    if (waiting.length > 0 || talk.isWaiting) return await waitForApproval(state, turn, waiting);
  }
  return await handOver(state, turn, 'the assistant took too many steps');
}

async function askModel(state: ConversationState, turn: TurnRef, round: number, deadlineAtMs: number) {
  const { turnDeadlineMs } = state.settings;
  const summary =
    round === 0 ? 'The model reads the conversation' : 'The model goes on with what the tools gave';
  return await inModelQueue((queue) =>
    modelCall(summary, turnDeadlineMs, queue).callModel({
      turn,
      round,
      deadlineAtMs: Math.max(deadlineAtMs, Date.now() + modelCallMsMin),
      allowanceMs: turnDeadlineMs,
      ...(queue !== undefined && { queue }),
    }),
  );
}

/** A little before the deadline, so that the customer has heard by then that somebody else takes over. */
const heardWithinMs = ({ turnDeadlineMs }: ConversationState['settings']) =>
  turnDeadlineMs - Math.min(turnDeadlineMs / 10, 2_000);

/** So that slow tools leave the model a chance. */
const modelCallMsMin = 5_000;

async function commit(
  state: ConversationState,
  turn: TurnRef,
  { text, cited }: { text: string; cited?: readonly number[] },
): Promise<TurnOutcome> {
  const stillWaiting = new Set(state.pending.map((approval) => approval.turnId));
  const answersTurnIds = [turn.turnId, ...state.openWork.filter((id) => !stillWaiting.has(id))];
  const { committed, ...ended } = await CancellationScope.nonCancellable(() =>
    chore('Write the answer into the transcript').commitAnswer({
      turn,
      text,
      ...(cited && { cited }),
      answersTurnIds,
    }),
  );
  showEnd(state, ended);
  return committed ? 'answered' : await endSilently(state, turn);
}

/** Asks for each decision and ends the turn: pending approvals are state, nothing waits in code. */
async function waitForApproval(
  state: ConversationState,
  turn: TurnRef,
  orders: readonly CallOrder[],
): Promise<TurnOutcome> {
  return await CancellationScope.nonCancellable(async () => {
    await requestApprovals(state, turn, orders);
    const ended = await chore('Tell the customer that a colleague has to decide').endTurn({
      turn,
      outcome: 'waiting_approval',
      note: 'waitingForApproval',
    });
    showEnd(state, ended);
    return 'waiting_approval' as const;
  });
}

/** Somebody else speaks now; or the turn was ended by a run that went before, and the next one goes on. */
async function endSilently(state: ConversationState, turn: TurnRef): Promise<TurnOutcome> {
  const outcome = state.control.closed ? 'closed' : 'handed_over';
  const { ended, ...how } = await CancellationScope.nonCancellable(() =>
    chore('End the turn without a word').endTurn({ turn, outcome }),
  );
  showEnd(state, how);
  return ended ?? outcome;
}

const handOverUnknown = (state: ConversationState, turn: TurnRef) =>
  handOver(state, turn, 'nobody can say whether an action happened');
