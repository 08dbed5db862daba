import { ActivityFailure, ApplicationFailure, TimeoutFailure } from '@temporalio/workflow';
import type { HandOverWords } from '../src/domain/engine.ts';
import { failurePolicy } from '../src/domain/failure-policy.ts';
import { purseScopes, scopeWords } from '../src/domain/purse/budget.ts';

/** Why a turn that failed is handed over, in words for operators. */
export function reasonOf(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (cause instanceof TimeoutFailure) return 'the assistant took too long';
  return reasons.get(typeOf(error) ?? '') ?? failurePolicy.bug.reason;
}

function typeOf(error: unknown): string | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return cause instanceof ApplicationFailure ? (cause.type ?? undefined) : undefined;
}

/** Whether nobody is there to answer, which passes by itself. */
export const isOutage = (error: unknown): boolean => typeOf(error) === 'outage';

/** What the customer hears: an apology, and of a budget that is used up one word in its case. */
export const saysOf = (error: unknown): HandOverWords =>
  typeOf(error)?.startsWith('over_') ? 'once' : 'apology';

const reasons: ReadonlyMap<string, string> = new Map([
  ...Object.entries(failurePolicy).map(([kind, { reason }]) => [kind, reason] as const),
  ...purseScopes.map((scope) => [`over_${scope}`, `${scopeWords[scope]} is used up`] as const),
  ['deadline', 'the assistant took too long'],
  ['outage', 'no model could be reached'],
]);
