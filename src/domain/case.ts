/** How a case ended: the customer said so, an operator closed it, or nobody wrote any more. */
export const caseOutcomes = ['confirmed', 'closed_by_operator', 'quiet'] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

/** Names one concern of one conversation for ever: what effects of the case are kept under. */
export const caseIdOf = (conversationId: string, number: number) => `${conversationId}:${number}`;

/** An earlier concern of the same customer, as a later turn is told of it. */
export interface RecalledCase {
  readonly number: number;
  /** ISO 8601 dates, UTC. */
  readonly openedOn: string;
  readonly closedOn: string;
  readonly outcome: CaseOutcome;
  readonly summary: string;
}
