import type { ChatApi } from './chat-api.ts';
import { type Session, sessionSchema } from './chat-message.ts';
import { HttpFailure } from './http-failure.ts';
import type { KeptValues } from './kept-values.ts';

/** Holds the visitor's session, opens it when there is none and replaces one that the server no longer takes. */
export interface SessionKeeper {
  /** The session to use now. Rejects as the API does. */
  current(): Promise<Session>;
  /** A session other than `stale`. However many ask at once, the server is asked once. */
  renew(stale: Session): Promise<Session>;
}

export function createSessionKeeper(options: {
  readonly api: ChatApi;
  readonly kept: KeptValues;
  readonly assistant: string | null;
  readonly onSession: (session: Session) => void;
}): SessionKeeper {
  const { api, kept, assistant, onSession } = options;
  let session: Session | null = null;
  let opening: Promise<Session> | null = null;

  const adopt = (next: Session): Session => {
    session = next;
    onSession(next);
    return next;
  };
  const open = (earlier: Session | null): Promise<Session> => {
    opening ??= openWith(api, assistant, earlier)
      .then((next) => {
        kept.write(sessionKey, next);
        return adopt(next);
      })
      .finally(() => {
        opening = null;
      });
    return opening;
  };

  return {
    async current() {
      const known = session ?? keptSession(kept);
      if (known === null) return open(null);
      return known === session ? known : adopt(known);
    },
    async renew(stale) {
      // Another tab, or another request of this one, may have renewed it already.
      const known = [session, keptSession(kept)].find((one) => one !== null && one.token !== stale.token);
      return known ? adopt(known) : open(stale);
    },
  };
}

/** The earlier token lets the server keep the conversation; one that it refuses to look at is left behind. */
async function openWith(api: ChatApi, assistant: string | null, earlier: Session | null): Promise<Session> {
  try {
    return await api.openSession(assistant, earlier?.token ?? null);
  } catch (error) {
    const isRefused = error instanceof HttpFailure && error.status === 401;
    if (!isRefused || earlier === null) throw error;
    return api.openSession(assistant, null);
  }
}

function keptSession(kept: KeptValues): Session | null {
  return sessionSchema.safeParse(kept.read(sessionKey)).data ?? null;
}

const sessionKey = 'session';
