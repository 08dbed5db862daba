import { CancellationScope, isCancellation, log, sleep } from '@temporalio/workflow';
import { pausedReason } from '../src/domain/component.ts';
import type { OpenedTurnRef, TurnOpening, TurnRef } from '../src/domain/engine.ts';
import type { Trigger, TurnOutcome } from '../src/domain/turn.ts';
import { act, type TurnStart } from './act.ts';
import { isOutage, reasonOf, saysOf } from './failure-reason.ts';
import { handOver } from './hand-over.ts';
import { answerDelayMs, mustInterrupt, type Occasion } from './occasion.ts';
import { waitOut } from './outage.ts';
import { pausedOutcome, waitUntilRung } from './pause.ts';
import { chore } from './policies.ts';
import { show, showEnd } from './show.ts';
import { type ConversationState, noteAgenda, noteControl } from './state.ts';
import { watch } from './watch.ts';

/** Opens a turn on the occasion, sees it through to one outcome, and applies that to the state as it is by then. */
export async function runTurn(
  state: ConversationState,
  occasion: Extract<Occasion, { kind: 'messages' | 'event' | 'followUp' | 'decision' | 'expiry' }>,
): Promise<void> {
  if (occasion.kind === 'messages') return await runMessageTurn(state);
  if (occasion.kind === 'event' || occasion.kind === 'followUp')
    return await runUnaskedTurn(state, occasion.kind);
  const { approvalId, kind } = occasion;
  const summary = kind === 'expiry' ? 'See whether the approval has expired' : 'Look up the decision';
  const taken = await chore(summary).takeDecision({ approvalId, expires: kind === 'expiry' });
  if (taken && 'isPaused' in taken) return waitUntilRung(state);
  state.decided = state.decided.filter((id) => id !== approvalId);
  if (!taken) return;
  state.pending = state.pending.filter((approval) => approval.approvalId !== approvalId);
  addWork(state, taken.turnId);
  const mustEscalate = taken.state === 'expired' && taken.onExpiry === 'escalate';
  await conduct(state, taken.state === 'expired' ? 'expiry' : 'decision', {
    ...(taken.order && { order: taken.order }),
    ...(taken.plan && { plans: [taken.plan] }),
    ...(mustEscalate && { handOverBecause: 'nobody decided on the approval in time' }),
  });
}

async function runMessageTurn(state: ConversationState): Promise<void> {
  const floodMs = answerDelayMs(state, Date.now());
  const summary =
    floodMs > 0 ? 'Waits so that answers do not flood the customer' : 'Waits for the rest of the message';
  const delayMs = Math.max(state.settings.settleMs, floodMs);
  if (delayMs > 0) await sleep(delayMs, { summary });
  await conduct(state, 'message', {});
}

/** Nobody has written: something happened outside, or it is time for what was promised. */
async function runUnaskedTurn(state: ConversationState, kind: 'event' | 'followUp'): Promise<void> {
  const floodMs = answerDelayMs(state, Date.now());
  if (floodMs > 0) await sleep(floodMs, { summary: 'Waits so that answers do not flood the customer' });
  const { followUpAtMs: dueByMs, ...agenda } = state.agenda;
  const { workDueAtMs = Number.POSITIVE_INFINITY, ...withoutWork } = state.agenda;
  // What is left of it is told by the opening: a turn that finds nothing isn't opened again and again.
  if (kind === 'event') {
    const isOverdue = workDueAtMs <= Date.now();
    state.agenda = { ...(isOverdue ? withoutWork : state.agenda), eventsWait: false };
    return await conduct(state, 'event', {}, isOverdue ? workDueAtMs : undefined);
  }
  state.agenda = agenda;
  await conduct(state, 'timer', {}, dueByMs);
}

async function conduct(
  state: ConversationState,
  trigger: Trigger,
  start: TurnStart,
  dueByMs?: number,
): Promise<void> {
  state.isRung = trigger === 'message' ? false : state.isRung;
  const opening = await open(state, trigger, dueByMs);
  if (opening.isPaused) waitUntilRung(state);
  if (!opening.turn) {
    // Whatever waited for a model is somebody else's by now.
    if (trigger === 'message' && !opening.isPaused) state.outage = undefined;
    return;
  }
  const { plans, ...turn } = opening.turn;
  const goesOn = { ...start, ...(plans && { plans }) };
  const outcome = await interruptible(state, turn, trigger, () => act(state, turn, goesOn));
  // What came through though no message opened it says that what waits for a model may come through, too.
  if (trigger !== 'message' && outcome !== 'interrupted' && state.outage) state.isRung = true;
  applyOutcome(state, turn, opening, outcome);
}

async function open(state: ConversationState, trigger: Trigger, dueByMs?: number): Promise<TurnOpening> {
  const { conversationId, claimedSeq, openWork } = state;
  const opening = await chore(openings[trigger]).openTurn({
    conversationId,
    number: state.turnNumber + 1,
    trigger,
    afterSeq: claimedSeq,
    workTurnIds: openWork,
    ...(dueByMs !== undefined && { dueByMs }),
  });
  state.settings = opening.settings;
  state.activeAtMs = Date.now();
  state.takenSeq = Math.max(state.takenSeq, opening.claimedSeq);
  if (opening.turn) state.turnNumber += 1;
  else state.claimedSeq = opening.claimedSeq;
  if (opening.control.lastCustomerSeq > opening.claimedSeq) state.isRung = true;
  state.joinedSeq = 0;
  noteControl(state, opening.control);
  noteAgenda(state, opening.agenda);
  show(state, opening.view);
  return opening;
}

const openings = {
  message: 'Claim the new messages and open a turn',
  decision: 'Open a turn on the decision',
  expiry: 'Open a turn on the expired approval',
  timer: 'Open a turn to write what was promised',
  event: 'Open a turn on what happened',
} as const satisfies Record<Trigger, string>;

/** Runs the turn's work; takeover, close and (if the assistant wants it so) new messages end it early. */
async function interruptible(
  state: ConversationState,
  turn: OpenedTurnRef,
  trigger: Trigger,
  work: () => Promise<TurnOutcome>,
): Promise<TurnOutcome> {
  let isDone = false;
  const scope = new CancellationScope();
  const running = scope.run(work).finally(() => {
    isDone = true;
  });
  running.catch(() => {});
  const watched = await watch(state, turn, () => isDone || mustInterrupt(state, turn.fence));
  if (!isDone) scope.cancel();
  // An effect that is under way runs to its end; what comes of it stands in the database.
  if (watched === 'late' && !isDone)
    return await handOver(state, turn, 'the assistant took too long', 'apology');
  try {
    return await running;
  } catch (error) {
    if (isCancellation(error)) return await endInterrupted(state, turn);
    const paused = pausedOutcome(error, trigger);
    if (paused === 'handed_over') return await handOver(state, turn, pausedReason);
    if (paused === 'interrupted') {
      waitUntilRung(state);
      return await endInterrupted(state, turn);
    }
    if (isOutage(error) && trigger === 'message' && (await waitOut(state, turn))) return 'interrupted';
    log.error('the turn failed', { error });
    return await handOver(state, turn, reasonOf(error), saysOf(error));
  }
}

async function endInterrupted(state: ConversationState, turn: TurnRef): Promise<TurnOutcome> {
  const byMessage = state.control.fence === turn.fence;
  const outcome = byMessage ? 'interrupted' : state.control.closed ? 'closed' : 'handed_over';
  showEnd(state, await chore('End the turn early').endTurn({ turn, outcome }));
  return outcome;
}

function applyOutcome(
  state: ConversationState,
  turn: TurnRef,
  opening: TurnOpening,
  outcome: TurnOutcome,
): void {
  const isInterrupted = outcome === 'interrupted';
  state.interruptsInRow = isInterrupted ? state.interruptsInRow + 1 : 0;
  state.activeAtMs = Date.now();
  if (isInterrupted) {
    addWork(state, turn.turnId);
    state.isRung ||= state.outage === undefined;
    return;
  }
  state.outage = undefined;
  state.claimedSeq = Math.max(state.claimedSeq, opening.claimedSeq, state.joinedSeq);
  if (outcome !== 'waiting_approval') state.openWork = [];
  if (outcome === 'answered') state.answeredAtMs = [...state.answeredAtMs, Date.now()].slice(-answersKept);
}

/** More than any door lets through in its window. */
const answersKept = 100;

const openWorkMax = 10;

function addWork(state: ConversationState, turnId: string): void {
  if (!state.openWork.includes(turnId)) state.openWork = [...state.openWork, turnId].slice(-openWorkMax);
}
