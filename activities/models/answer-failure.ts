import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { ModelError, OverBudget } from '../../src/domain/model-error.ts';
import type { Next } from '../../src/domain/next-model.ts';
import type { Deadline } from '../deadline.ts';
import { Withheld } from '../output-guard.ts';
import type { isOutage } from './outage.ts';

/**
 * What the workflow is told of an answer that failed: its type says why, and whether it is asked for again. `outage`:
 * whether nobody is there to answer.
 */
export function answerFailure(
  error: unknown,
  deadline: Deadline,
  outage?: ReturnType<typeof isOutage>,
): unknown {
  const failure = failureFor(error, deadline);
  if (!(failure instanceof ApplicationFailure) || !outage) return failure;
  const isFinal =
    failure.nonRetryable || (outage === 'known' && Context.current().info.attempt >= patientAttempts);
  return isFinal ? ApplicationFailure.nonRetryable(failure.message, 'outage') : failure;
}

/** About a second, in which a model that was tried just now may turn out to be well. */
const patientAttempts = 3;

function failureFor(error: unknown, deadline: Deadline): unknown {
  if (error instanceof OverBudget) return failure(`over_${error.scope}`, error.message, undefined, deadline);
  if (error instanceof ModelError && deadline.signal.aborted)
    return ApplicationFailure.nonRetryable('the turn has met its deadline', 'deadline');
  if (error instanceof Withheld)
    return failure(error.why, 'an output rule did not let the answer pass', error.next, deadline);
  return error instanceof ModelError ? failure(error.kind, error.message, error.next, deadline) : error;
}

/** Another model is asked at once, the same one when its vendor says; what there is no time left for isn't tried. */
function failure(
  type: string,
  message: string,
  next: Next | undefined,
  deadline: Deadline,
): ApplicationFailure {
  if (next?.kind !== 'ask') return ApplicationFailure.nonRetryable(message, type);
  const atMs = next.isAnother ? Date.now() : next.atMs;
  return ApplicationFailure.create({
    ...{ type, message },
    nonRetryable: (atMs ?? Date.now() + backoffMs(Context.current().info.attempt)) >= deadline.atMs,
    ...(atMs !== undefined && { nextRetryDelay: Math.max(1, atMs - Date.now()) }),
  });
}

/** What the workflow's policy for models waits after so many attempts. */
const backoffMs = (attempts: number) => Math.min(300 * 2 ** (attempts - 1), 5_000);
