import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import { failurePolicy } from '../src/domain/failure-policy.ts';
import { purseScopes, scopeWords } from '../src/domain/purse/budget.ts';

/** Why a turn that failed is handed over, in words for operators. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) return 'the assistant took too long';
  const type = cause instanceof ApplicationFailure ? (cause.type ?? '') : '';
  return reasons.get(type) ?? failurePolicy.bug.reason;
}

const reasons: ReadonlyMap<string, string> = new Map([
  ...Object.entries(failurePolicy).map(([kind, { reason }]) => [kind, reason] as const),
  ...purseScopes.map((scope) => [`over_${scope}`, `${scopeWords[scope]} is used up`] as const),
  ['deadline', 'the assistant took too long'],
]);
