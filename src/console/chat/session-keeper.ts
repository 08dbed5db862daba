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
  /** Makes the session that of the customer whom `identity` names. Rejects as the API does, with 401 for a bad one. */
  identify(identity: string): Promise<Session>;
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
  const open = (earlier: Session | null, identity?: string): Promise<Session> => {
    const wish = { assistant, ...(identity !== undefined && { identity }) };
    const attempt = openWith(api, wish, earlier)
      .then((next) => {
        kept.write(sessionKey, next);
        return adopt(next);
      })
      .finally(() => {
        if (opening === attempt) opening = null;
      });
    opening = attempt;
    return attempt;
  };

  return {
    async current() {
      // Also while one is being identified: what is written then belongs to the customer.
      if (opening) return opening;
      const known = session ?? keptSession(kept);
      if (known === null) return open(null);
      return known === session ? known : adopt(known);
    },
    async renew(stale) {
      if (opening) return opening;
      // Another tab, or another request of this one, may have renewed it already.
      const known = [session, keptSession(kept)].find((one) => one !== null && one.token !== stale.token);
      return known ? adopt(known) : open(stale);
    },
    async identify(identity) {
      if (opening) await opening.catch(() => undefined); // its own caller hears of it
      return open(session ?? keptSession(kept), identity);
    },
  };
}

/** The earlier token lets the server keep the conversation; one that it refuses to look at is left behind. */
async function openWith(
  api: ChatApi,
  wish: Parameters<ChatApi['openSession']>[0],
  earlier: Session | null,
): Promise<Session> {
  try {
    return await api.openSession(wish, earlier?.token ?? null);
  } catch (error) {
    const isRefused = error instanceof HttpFailure && error.status === 401;
    if (!isRefused || earlier === null) throw error;
    return api.openSession(wish, null);
  }
}

function keptSession(kept: KeptValues): Session | null {
  return sessionSchema.safeParse(kept.read(sessionKey)).data ?? null;
}

/** Where the session is kept; whoever holds none has not chatted here. */
export const sessionKey = 'session';
