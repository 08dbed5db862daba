import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { ModelError, type ModelErrorKind } from '../../src/domain/model-error.ts';
import type { Deadline } from '../deadline.ts';
import { Withheld } from '../output-guard.ts';

/** What the workflow is told of an answer that failed: its type says why, and whether it is asked for again. */
export function answerFailure(error: unknown, deadline: Deadline): unknown {
  if (error instanceof ModelError && deadline.signal.aborted)
    return ApplicationFailure.nonRetryable('the turn has met its deadline', 'deadline');
  if (error instanceof Withheld) return withheld();
  return error instanceof ModelError ? failureOf(error, deadline) : error;
}

/** A model that was unlucky is asked once more; one that insists isn't. */
const withheld = () =>
  ApplicationFailure.create({
    type: 'withheld',
    message: 'an output rule did not let the answer pass',
    nonRetryable: Context.current().info.attempt > 1,
  });

const mayAskAgain: readonly ModelErrorKind[] = ['transient', 'rate_limited', 'unavailable'];

/** What there is no time left for isn't tried. */
function failureOf(error: ModelError, deadline: Deadline): ApplicationFailure {
  const { kind, message, retryAfterMs } = error;
  const isTooLate = Date.now() + (retryAfterMs ?? 0) >= deadline.atMs;
  return ApplicationFailure.create({
    type: kind,
    message,
    nonRetryable: isTooLate || !mayAskAgain.includes(kind),
    ...(retryAfterMs !== undefined && { nextRetryDelay: retryAfterMs }),
  });
}
