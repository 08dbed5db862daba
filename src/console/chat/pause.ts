/** Resolves after `pauseMs`, or earlier when the signal aborts or `wake` says `online`; never rejects. */
export function pause(pauseMs: number, signal: AbortSignal, wake?: EventTarget): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      wake?.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, pauseMs);
    signal.addEventListener('abort', done);
    wake?.addEventListener('online', done);
  });
}
