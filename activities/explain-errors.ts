import { ApplicationFailure, CancelledFailure, TemporalFailure } from '@temporalio/common';
import type { Log } from './dependencies.ts';
import { QueuedElsewhere } from './models/queued-elsewhere.ts';

type Activity = (...args: never[]) => Promise<unknown>;

/**
 * Makes of any error what the workflow decides on: our own bugs aren't retried for ever, a database that is down is.
 * What it says in the history names the kind only; the rest goes to the log.
 */
export function explainErrors<A extends Record<string, Activity>>(activities: A, log: Log): A {
  const explained = Object.entries(activities).map(([name, run]) => [name, explain(name, run, log)]);
  return Object.fromEntries(explained) as A;
}

const explain =
  (name: string, run: Activity, log: Log) =>
  async (...args: never[]): Promise<unknown> => {
    try {
      return await run(...args);
    } catch (error) {
      if (error instanceof TemporalFailure || error instanceof CancelledFailure) throw error;
      if (error instanceof QueuedElsewhere)
        throw ApplicationFailure.nonRetryable(error.message, 'queued', error.component);
      const bug = isBug(error);
      log.error(
        { activity: name, code: codeOf(error) },
        bug ? 'an activity has a bug' : 'an activity failed',
      );
      // Its words may repeat a customer's.
      log.debug({ activity: name, error }, 'why the activity failed');
      throw ApplicationFailure.create({
        type: bug ? 'bug' : 'unavailable',
        message: `${name}: ${codeOf(error)}`,
        nonRetryable: bug,
      });
    }
  };

/** SQL that Postgres rejects as such: data, constraints, syntax. */
const rejectedSql = /^(22|23|42)/;

function isBug(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError)
    return true;
  return rejectedSql.test(codeOf(error));
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'error';
}
