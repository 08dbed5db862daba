import { backoffMs } from './backoff.ts';
import type { ChatApi } from './chat-api.ts';
import { chatBounds } from './chat-bounds.ts';
import { parseChatEvent } from './chat-event.ts';
import type { ChatEvent, Connection } from './chat-state.ts';
import { HttpFailure } from './http-failure.ts';
import { pause } from './pause.ts';
import { readEvents } from './read-events.ts';
import type { SessionKeeper } from './session-keeper.ts';

export interface FollowOptions {
  readonly api: ChatApi;
  readonly sessions: SessionKeeper;
  /** The last message that is held without a hole before it. */
  readonly lastSeq: () => number | null;
  readonly dispatch: (event: ChatEvent) => void;
  readonly isOnline: () => boolean;
  /** Says `online` when it is worth trying at once. */
  readonly wake: EventTarget;
  readonly signal: AbortSignal;
}

/** Reads the conversation's events until the signal aborts, over as many connections as that takes. */
export async function followEvents(options: FollowOptions): Promise<void> {
  const { dispatch, isOnline, signal, wake } = options;
  let failures = 0;
  while (!signal.aborted) {
    let waitMs = 0;
    let connection: Connection = 'reconnecting';
    try {
      await readOneConnection(options, () => {
        failures = 0;
      });
    } catch (error) {
      if (error instanceof HttpFailure) waitMs = error.retryAfterMs ?? 0;
      if (isRefusal(error)) [connection, waitMs] = ['unavailable', chatBounds.pauseMsMax];
    }
    if (signal.aborted) return;
    failures += 1;
    dispatch({ type: 'connection', connection: isOnline() ? connection : 'offline' });
    // Jitter on top of what the server asked for: all pages of a restarted server would come at once.
    await pause(waitMs + backoffMs(failures), signal, waitMs === 0 ? wake : undefined);
  }
}

async function readOneConnection(options: FollowOptions, onAlive: () => void): Promise<void> {
  const { api, sessions, lastSeq, dispatch, wake } = options;
  const session = await sessions.current();
  const silence = new SilenceAlarm(wake);
  try {
    const response = await api.openEvents(session.token, lastSeq(), silence.signal);
    await readEvents(
      response,
      (raw) => {
        const event = parseChatEvent(raw);
        if (event) dispatch(event);
        onAlive();
        dispatch({ type: 'connection', connection: 'open' });
      },
      () => silence.postpone(),
    );
  } catch (error) {
    if (!(error instanceof HttpFailure) || error.status !== 401) throw error;
    await sessions.renew(session);
  } finally {
    silence.stop();
  }
}

/** Asking again soon would not change it: no such assistant, or a site that may not. */
const isRefusal = (error: unknown) =>
  error instanceof HttpFailure && [403, 404, 405, 422].includes(error.status);

/** Aborts a connection that has been silent for too long: a dead network does not always say so. */
class SilenceAlarm {
  readonly #controller = new AbortController();
  readonly #wake: EventTarget;
  readonly #onWake = () => this.#controller.abort();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(wake: EventTarget) {
    this.#wake = wake;
    // Back from offline, the old connection may hang for minutes.
    this.#wake.addEventListener('online', this.#onWake);
    this.postpone();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  postpone(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#controller.abort(), chatBounds.silenceMsMax);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#wake.removeEventListener('online', this.#onWake);
    this.#controller.abort();
  }
}
