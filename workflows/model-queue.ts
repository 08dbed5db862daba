import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** Has a model asked. One whose rate is limited is asked again in a queue of its own, which the first try names. */
export function inModelQueue<T>(ask: (queue?: string) => Promise<T>): Promise<T> {
  const askAgain = (queue: string, hops: number): Promise<T> =>
    ask(queue).catch((error: unknown) => {
      const next = queueIn(error);
      if (next === undefined || next === queue || hops >= hopsMax) throw error;
      return askAgain(next, hops + 1);
    });
  return ask().catch((error: unknown) => {
    const queue = queueIn(error);
    if (queue === undefined) throw error;
    return askAgain(queue, 1);
  });
}

/** Each model that a call falls back on may have a queue of its own. */
const hopsMax = 20;

function queueIn(error: unknown): string | undefined {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  if (!(cause instanceof ApplicationFailure) || cause.type !== 'queued') return undefined;
  const [component] = cause.details ?? [];
  return typeof component === 'string' ? component : undefined;
}
