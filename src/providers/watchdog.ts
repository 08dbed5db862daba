/** Aborts one request when its vendor stays silent, when its caller gives up, and when it is over. */
export function openWatchdog(caller: AbortSignal) {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let hasBarked = false;

  const giveUp = () => controller.abort(caller.reason);
  if (caller.aborted) giveUp();
  caller.addEventListener('abort', giveUp, { once: true });

  function expectNothing(): void {
    clearTimeout(timer);
  }

  function expectWithin(timeoutMs: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      hasBarked = true;
      controller.abort();
    }, timeoutMs);
  }

  /** Frees the socket of a request that hasn't ended, and the caller's signal, which may live much longer. */
  function close(): void {
    clearTimeout(timer);
    caller.removeEventListener('abort', giveUp);
    controller.abort();
  }

  return { signal: controller.signal, expectNothing, expectWithin, close, hasBarked: () => hasBarked };
}
