import { setImmediate as nextRound } from 'node:timers/promises';

/** To be awaited now and then by work that would go on without a pause: others get their turn in between. */
export function openBreather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < stretchMs) return;
    await nextRound();
    since = performance.now();
  };
}

/** How long others may be kept waiting at a stretch. */
const stretchMs = 10;
