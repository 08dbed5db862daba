import type { FastifyBaseLogger } from 'fastify';
import type { ChatSession, ChatSessions } from '../../database/chat-sessions.ts';

/** Ends streams whose session has expired, or has moved to another conversation. */
export interface SessionWatch {
  /** Returns how to stop watching. */
  watch(session: ChatSession, end: () => void): () => void;
  close(): void;
}

interface Watched {
  readonly session: ChatSession;
  readonly end: () => void;
}

/** One question for all streams of the process, each `everyMs`. */
export function createSessionWatch(
  sessions: Pick<ChatSessions, 'conversationsOf'>,
  log: FastifyBaseLogger,
  everyMs: number,
): SessionWatch {
  const watched = new Set<Watched>();
  const timer = setInterval(() => void look(), everyMs).unref();

  async function look(): Promise<void> {
    if (watched.size === 0) return;
    const asked = [...watched];
    try {
      const current = await sessions.conversationsOf(asked.map(({ session }) => session.tokenHash));
      for (const { session, end } of asked) {
        if (current.get(session.tokenHash) !== session.conversationId) end();
      }
    } catch (err) {
      log.warn({ err }, 'could not look whether sessions still last');
    }
  }

  return {
    watch(session, end) {
      const entry = { session, end };
      watched.add(entry);
      return () => void watched.delete(entry);
    },
    close: () => clearInterval(timer),
  };
}
