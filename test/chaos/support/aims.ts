import { setTimeout as sleep } from 'node:timers/promises';

/** Moments of a turn at which a kill hurts. `any` is whenever it happens to be. */
export const moments = ['claim', 'tool', 'result', 'stream', 'commit', 'any'] as const;
export type Moment = (typeof moments)[number];

export type Aims = ReturnType<typeof createAims>;

/** Lets a test strike when something is just happening. */
export function createAims() {
  const waiting = new Map<Moment, PromiseWithResolvers<void>>();
  return {
    /** To be called wherever that happens, every time. */
    reach(moment: Moment): void {
      waiting.get(moment)?.resolve();
      waiting.delete(moment);
    },
    /** Resolves the next time that it happens; when nothing of that kind comes, after a while. */
    async next(moment: Moment): Promise<void> {
      const reached = Promise.withResolvers<void>();
      waiting.set(moment, reached);
      await Promise.race([
        reached.promise,
        sleep(moment === 'any' ? 0 : patienceMs, undefined, { ref: false }),
      ]);
    },
  };
}

const patienceMs = 20_000;
