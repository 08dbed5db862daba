import { Context } from '@temporalio/activity';

const intervalMs = 1_000;

/** Keeps telling Temporal that this activity lives; that is also how a cancellation reaches it. */
export async function withHeartbeat<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  // Taken here: inside a timer or an abort listener there is no current context.
  const context = Context.current();
  const timer = context.info.isLocal ? undefined : setInterval(() => context.heartbeat(), intervalMs);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}
