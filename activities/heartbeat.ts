import { Context } from '@temporalio/activity';

const intervalMs = 1_000;

/**
 * Keeps telling Temporal that this activity lives; that is also how a cancellation reaches it. A local activity isn't
 * cancelled because its worker stops: it is quick, and its workflow would take that for a cancellation of its own.
 */
export async function withHeartbeat<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  // Taken here: inside a timer or an abort listener there is no current context.
  const context = Context.current();
  if (context.info.isLocal) return await work(cancelledByWorkflow(context.cancellationSignal));
  const timer = setInterval(() => context.heartbeat(), intervalMs);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}

function cancelledByWorkflow(signal: AbortSignal): AbortSignal {
  const cancelled = new AbortController();
  const pass = () => {
    if (!isWorkerStop(signal.reason)) cancelled.abort(signal.reason);
  };
  if (signal.aborted) pass();
  else signal.addEventListener('abort', pass, { once: true });
  return cancelled.signal;
}

/** The SDK's own word for it. */
const isWorkerStop = (reason: unknown) => reason instanceof Error && reason.message === 'WORKER_SHUTDOWN';
