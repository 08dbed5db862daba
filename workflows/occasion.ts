import type { PendingApproval } from '../src/domain/engine.ts';
import type { ConversationState } from './state.ts';

/** What the workflow does next. */
export type Occasion =
  | { readonly kind: 'decision' | 'expiry'; readonly approvalId: string }
  /** An approval is about to expire, and nobody has decided. */
  | { readonly kind: 'reminder'; readonly approvalId: string }
  | { readonly kind: 'messages' }
  /** Something happened outside, or it is time for what was promised. */
  | { readonly kind: 'event' }
  | { readonly kind: 'followUp' }
  /** A person has not answered in the time that was promised. */
  | { readonly kind: 'overdue' }
  | { readonly kind: 'idle' }
  /** The case is closed and nothing is left to do. */
  | { readonly kind: 'done' };

/** The occasion that is due, if any. Decisions come first: a customer waits for them the longest. */
export function dueOccasion(state: ConversationState, nowMs: number): Occasion | undefined {
  if (state.isPaused) return undefined;
  const [decided] = state.decided;
  if (decided !== undefined) return { kind: 'decision', approvalId: decided };
  const expired = state.pending.find((approval) => approval.expiresAtMs <= nowMs);
  if (expired) return { kind: 'expiry', approvalId: expired.approvalId };
  if (state.isRung || tryAtMs(state) <= nowMs) return { kind: 'messages' };
  if (state.agenda.eventsWait || workDueAtMs(state) <= nowMs) return { kind: 'event' };
  if (followUpAtMs(state) <= nowMs) return { kind: 'followUp' };
  const unheeded = state.pending.find((approval) => remindAtMs(approval) <= nowMs);
  if (unheeded) return { kind: 'reminder', approvalId: unheeded.approvalId };
  if ((state.agenda.answerDueAtMs ?? Number.POSITIVE_INFINITY) <= nowMs) return { kind: 'overdue' };
  if (state.inbox.length > 0 || state.isAdmitting) return undefined;
  if (state.agenda.mustSummarise || state.isSummarising) return undefined;
  if (state.control.closed) return { kind: 'done' };
  if (mayIdle(state) && idleAtMs(state) <= nowMs) return { kind: 'idle' };
  return undefined;
}

/** When an occasion comes due by time alone, ms since the epoch; undefined: never. */
export function wakeAtMs(state: ConversationState): number | undefined {
  if (state.isPaused) return undefined;
  const due = state.pending.map((approval) => Math.min(approval.expiresAtMs, remindAtMs(approval)));
  if (mayIdle(state)) due.push(idleAtMs(state));
  if (state.outage) due.push(state.outage.tryAtMs);
  if (state.agenda.followUpAtMs !== undefined) due.push(state.agenda.followUpAtMs);
  if (state.agenda.answerDueAtMs !== undefined) due.push(state.agenda.answerDueAtMs);
  if (state.agenda.workDueAtMs !== undefined) due.push(state.agenda.workDueAtMs);
  return due.length === 0 ? undefined : Math.min(...due);
}

/** A case that waits for a person, either way, for work elsewhere, or in which something was promised, stays open. */
const mayIdle = (state: ConversationState) =>
  state.pending.length === 0 &&
  state.outage === undefined &&
  state.control.controller === 'assistant' &&
  state.agenda.followUps === 0 &&
  state.agenda.workDueAtMs === undefined;

const remindAtMs = (approval: PendingApproval) => approval.remindAtMs ?? Number.POSITIVE_INFINITY;

/** What no model could answer is tried again. */
const tryAtMs = ({ outage }: ConversationState) => outage?.tryAtMs ?? Number.POSITIVE_INFINITY;

const followUpAtMs = ({ agenda }: ConversationState) => agenda.followUpAtMs ?? Number.POSITIVE_INFINITY;

const workDueAtMs = ({ agenda }: ConversationState) => agenda.workDueAtMs ?? Number.POSITIVE_INFINITY;

const idleAtMs = (state: ConversationState) => state.activeAtMs + state.settings.idleCloseMs;

const answerWindowMs = 10_000;

/** How long the next turn has to wait so that one customer isn't flooded with answers. */
export function answerDelayMs(state: ConversationState, nowMs: number): number {
  const max = state.settings.answersPer10s;
  const recent = state.answeredAtMs.filter((at) => at > nowMs - answerWindowMs);
  const oldest = recent[recent.length - max];
  return oldest === undefined ? 0 : oldest + answerWindowMs - nowMs;
}

const interruptsInRowMax = 3;

/** Whether the running turn must end now. Somebody who never stops typing still gets an answer. */
export function mustInterrupt(state: ConversationState, fence: number): boolean {
  if (state.control.fence > fence) return true;
  return state.isRung && state.settings.arrival === 'interrupt' && state.interruptsInRow < interruptsInRowMax;
}
