import { backoffMs } from './backoff.ts';
import type { ChatApi } from './chat-api.ts';
import type { Outgoing, Refusal } from './chat-message.ts';
import type { ChatEvent } from './chat-state.ts';
import { HttpFailure } from './http-failure.ts';
import type { Outbox } from './outbox.ts';
import { pause } from './pause.ts';
import type { SessionKeeper } from './session-keeper.ts';

export interface SenderOptions {
  readonly api: ChatApi;
  readonly sessions: SessionKeeper;
  readonly outbox: Outbox;
  readonly dispatch: (event: ChatEvent) => void;
  /** Says `online` when it is worth trying at once. */
  readonly wake: EventTarget;
  readonly signal: AbortSignal;
}

/**
 * Posts messages one after the other in the order written, each until the server has accepted or refused it.
 * A repeated attempt carries the same id, so that the server keeps one message.
 */
export function createSender(options: SenderOptions): { enqueue(outgoing: Outgoing): void } {
  const queue: Outgoing[] = [];
  let isRunning = false;

  const run = async () => {
    isRunning = true;
    for (let next = queue.shift(); next && !options.signal.aborted; next = queue.shift()) {
      await deliver(options, next);
    }
    isRunning = false;
  };
  return {
    enqueue(outgoing) {
      queue.push(outgoing);
      if (!isRunning) void run();
    },
  };
}

async function deliver(options: SenderOptions, outgoing: Outgoing): Promise<void> {
  const { outbox, dispatch, wake, signal } = options;
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      const seq = await postOnce(options, outgoing);
      outbox.remove(outgoing.id);
      return dispatch({ type: 'accepted', id: outgoing.id, seq });
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== null) {
        outbox.refuse(outgoing, refusal);
        return dispatch({ type: 'refused', id: outgoing.id, refusal });
      }
      dispatch({ type: 'delayed', id: outgoing.id });
      const waitMs = error instanceof HttpFailure ? (error.retryAfterMs ?? 0) : 0;
      await pause(waitMs + backoffMs(failures), signal, waitMs === 0 ? wake : undefined);
    }
  }
}

async function postOnce({ api, sessions }: SenderOptions, { id, text }: Outgoing): Promise<number> {
  const session = await sessions.current();
  try {
    return (await api.postMessage(session.token, id, text)).seq;
  } catch (error) {
    if (!(error instanceof HttpFailure) || error.status !== 401) throw error;
    const renewed = await sessions.renew(session);
    return (await api.postMessage(renewed.token, id, text)).seq;
  }
}

/** Why another attempt would not help, or null when it may: no answer, a server in trouble, too much at once, a lost session. */
function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof HttpFailure)) return null;
  if (error.status >= 500 || error.status === 401 || error.status === 408 || error.status === 429)
    return null;
  return refusalByStatus[error.status] ?? 'other';
}

const refusalByStatus: Readonly<Record<number, Refusal>> = {
  403: 'forbidden',
  409: 'conflict',
  413: 'invalid',
  422: 'invalid',
};
