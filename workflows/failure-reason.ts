import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** Why a turn that failed is handed over, in words for operators. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  const type = cause instanceof ApplicationFailure ? (cause.type ?? '') : '';
  return Object.hasOwn(reasons, type) ? (reasons[type] ?? unknownReason) : unknownReason;
}

const unknownReason = 'the assistant could not answer';

const reasons: Readonly<Record<string, string>> = {
  withheld: 'an output rule did not let the answer pass',
  deadline: 'the assistant took too long',
  refused: 'the model refused to answer',
  exhausted: "the model's account has no money left",
  unavailable: 'the model could not be reached',
  rate_limited: 'the model had no capacity left',
};
