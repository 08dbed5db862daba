import { setTimeout as sleep } from 'node:timers/promises';

interface Times {
  readonly everyMs: number;
  readonly log: { warn(details: object, text: string): void };
}

/** Reads once, then again and again. A reading that fails leaves what is known. Returns how to stop. */
export async function keepFresh(
  read: () => Promise<void>,
  { everyMs, log }: Times,
): Promise<() => Promise<void>> {
  const stopped = new AbortController();
  await read();

  async function readOn(): Promise<void> {
    let failedBefore = false;
    while (!stopped.signal.aborted) {
      await sleep(everyMs, undefined, { signal: stopped.signal, ref: false }).catch(() => {});
      if (stopped.signal.aborted) return;
      try {
        await read();
        failedBefore = false;
      } catch (error) {
        if (!failedBefore) log.warn({ error }, 'the status of components could not be read');
        failedBefore = true;
      }
    }
  }

  const running = readOn();
  return async () => {
    stopped.abort();
    await running;
  };
}
