import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until there is something; a test that waits in vain fails after `withinMs`. */
export async function eventually<T>(
  ask: () => Promise<T | undefined> | T | undefined,
  withinMs = 60_000,
): Promise<T> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt) throw new Error(`nothing came of it within ${withinMs} ms`);
    await sleep(25);
  }
}
