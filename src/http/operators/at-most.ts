import { httpBounds } from '../http-bounds.ts';
import { tooMany } from '../problem.ts';

/** Lets only so many do something costly at once, and only so many wait for it. */
export function atMost(runningMax: number, waitingMax: number) {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async function run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (running >= runningMax) {
      if (waiting.length >= waitingMax) throw tooMany(httpBounds.retryAfterMs);
      // Whoever ends hands the place on, so the count stays.
      await new Promise<void>((go) => waiting.push(go));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
