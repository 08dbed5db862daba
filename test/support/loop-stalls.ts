import { setTimeout as sleep } from 'node:timers/promises';

/** The longest that this thread has worked without letting others have their turn, in ms of its own processor time. */
export async function longestStallMs<T>(work: () => Promise<T>): Promise<{ result: T; stallMs: number }> {
  let stallMs = 0;
  let isOver = false;
  // By processor time: a busy machine holds a process up, too, and that is no fault of ours.
  const watching = (async () => {
    while (!isOver) {
      const before = process.threadCpuUsage();
      await sleep(1);
      const { user, system } = process.threadCpuUsage(before);
      stallMs = Math.max(stallMs, (user + system) / 1_000);
    }
  })();
  try {
    const result = await work();
    return { result, stallMs };
  } finally {
    isOver = true;
    await watching;
  }
}
