import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { oneLine } from './one-line.ts';

/** Longest wait for a server that isn't up yet; a supervisor that starts everything at once needs no more. */
const waitMs = 20_000;
const pauseMs = 500;
const tellEveryMs = 5_000;

/**
 * Asks a server again while it isn't up, for at most 20 s, and says in the log that it waits. Throws the last error
 * then, any error at once that waiting doesn't mend, and AbortError when the start is given up.
 */
export async function waitForServer<T>(
  ask: () => Promise<T>,
  options: {
    /** For the log: what is waited for. */
    readonly name: string;
    readonly mayComeUp: (error: unknown) => boolean;
    readonly log: Pick<Logger, 'warn'>;
    readonly signal: AbortSignal;
  },
): Promise<T> {
  const { name, mayComeUp, log, signal } = options;
  const giveUpAtMs = Date.now() + waitMs;
  for (let toldAtMs = 0; ; ) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      const leftMs = giveUpAtMs - Date.now();
      if (!mayComeUp(error) || leftMs <= 0) throw error;
      if (Date.now() - toldAtMs >= tellEveryMs) {
        toldAtMs = Date.now();
        log.warn(`waiting for ${name}, ${Math.ceil(leftMs / 1_000)} s more: ${oneLine(error)}`);
      }
      await sleep(pauseMs, undefined, { signal });
    }
  }
}
