import type { PauseManner } from './component.ts';
import type { ChatState, Controller, ConversationStatus, Need } from './conversation.ts';

/** What is known of a conversation, from which everything that a person sees of it follows. */
export interface ConversationFacts {
  readonly controller: Controller;
  /** The e-mail of the operator in control; null while nobody has taken what was handed over. */
  readonly controlledBy: string | null;
  readonly closedReason: string | null;
  /** Why the assistant handed it over, while nobody has taken it. */
  readonly handedOverBecause?: string;
  /** Names of the tools whose calls wait for a decision, oldest first. */
  readonly pendingApprovals: readonly string[];
  /** When the first of them expires that operators were reminded of (ISO 8601, UTC). */
  readonly decideBy?: string;
  /** Whether a turn is under way. */
  readonly working: boolean;
  /** The tool whose work goes on elsewhere, the longest if several do. */
  readonly work?: string;
  /** By when a person was promised to answer (ISO 8601, UTC). */
  readonly promised?: { readonly answerBy: string; readonly isOverdue: boolean };
  /** Until when the customer's messages wait for a model to be there again (ISO 8601, UTC). */
  readonly awaitsModelUntil?: string;
  /** What the assistant has promised to write next: when (ISO 8601, UTC), or the event that it waits for. */
  readonly followUp?: { readonly dueAt: string } | { readonly onEvent: string };
}

/** What operators and customers are shown of a conversation. */
export interface Projection {
  readonly status: ConversationStatus;
  readonly needs: readonly Need[];
  readonly chatState: ChatState;
  readonly nextStep: string;
}

/** The one place that says what facts look like to people. */
export function projectionOf(facts: ConversationFacts): Projection {
  return {
    status: statusOf(facts),
    needs: needsOf(facts),
    chatState: chatStateOf(facts),
    nextStep: nextStepOf(facts),
  };
}

/** What the customer is told happens next; it names no tool, operator or reason. */
export const customerNextStep: Record<ChatState, string> = {
  idle: '',
  working: 'Writing an answer',
  waiting_approval: 'Waiting for a colleague to confirm',
  with_operator: 'A colleague will answer',
  closed: 'Closed; write to open it again',
};

function statusOf(facts: ConversationFacts): ConversationStatus {
  if (facts.closedReason !== null) return 'closed';
  return facts.controller === 'operator' ? 'with_operator' : 'open';
}

function needsOf(facts: ConversationFacts): Need[] {
  if (facts.closedReason !== null) return [];
  const needs: Need[] = [];
  if (facts.pendingApprovals.length > 0) needs.push('approval');
  if (facts.controller === 'operator' && facts.controlledBy === null) needs.push('operator');
  return needs;
}

function chatStateOf(facts: ConversationFacts): ChatState {
  if (facts.closedReason !== null) return 'closed';
  if (facts.controller === 'operator') return 'with_operator';
  if (facts.working) return 'working';
  return facts.pendingApprovals.length > 0 ? 'waiting_approval' : 'idle';
}

function nextStepOf(facts: ConversationFacts): string {
  if (facts.closedReason !== null) return `Closed: ${facts.closedReason}`;
  if (facts.controller === 'operator') {
    const { controlledBy, handedOverBecause: reason } = facts;
    const handedOver = `An operator must take over${reason ? `: ${reason}` : ''}`;
    const step = controlledBy === null ? handedOver : `${controlledBy} answers the customer`;
    return `${step}${promiseOf(facts.promised)}`;
  }
  if (facts.working) return 'The assistant is answering';
  if (facts.awaitsModelUntil !== undefined) return outageStep(facts.awaitsModelUntil);
  const [first, ...more] = facts.pendingApprovals;
  if (first === undefined) return waitingStep(facts);
  const step = more.length === 0 ? `Decide on ${first}` : `Decide on ${first} and ${more.length} more`;
  return facts.decideBy === undefined ? step : `${step}, soon: by ${minuteOf(facts.decideBy)}`;
}

/** The same while the assistant is paused, which stands with no conversation. */
export const pausedNextStep = (nextStep: string, manner: PauseManner): string =>
  `The assistant is paused, ${manner === 'wait' ? 'customers wait' : 'operators answer'}. Then: ${nextStep}`;

/** Nobody of us has to act. */
function waitingStep({ work, followUp }: ConversationFacts): string {
  if (work !== undefined) return `The customer writes, or ${work} reports its end`;
  return followUp ? followUpStep(followUp) : 'The customer writes';
}

const outageStep = (until: string) =>
  `No model can be reached; the assistant answers once one can, or an operator must after ${minuteOf(until)}`;

function promiseOf(promised: ConversationFacts['promised']): string {
  if (!promised) return '';
  const { answerBy, isOverdue } = promised;
  const when = minuteOf(answerBy);
  return isOverdue ? `: overdue, promised by ${when}` : `, promised by ${when}`;
}

const minuteOf = (at: string) => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

function followUpStep(followUp: NonNullable<ConversationFacts['followUp']>): string {
  const when =
    'dueAt' in followUp
      ? `on ${followUp.dueAt.slice(0, 10)} at ${followUp.dueAt.slice(11, 16)} UTC`
      : `when ${followUp.onEvent} happens`;
  return `The customer writes, or the assistant's follow-up ${when}`;
}
