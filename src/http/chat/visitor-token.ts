import type { FastifyRequest } from 'fastify';
import type { ChatSession, ChatSessions } from '../../database/chat-sessions.ts';
import { httpBounds } from '../http-bounds.ts';
import { hashToken } from '../secret-token.ts';

// 32 bytes in base64url.
const bearer = /^Bearer ([A-Za-z0-9_-]{43})$/i;
const slideAfterMs = 60 * 60_000;

/** The session that the request's Bearer token stands for. Using it makes it last longer. */
export async function findVisitor(
  sessions: Pick<ChatSessions, 'find' | 'extend'>,
  request: FastifyRequest,
): Promise<{ visitor: ChatSession; token: string } | undefined> {
  const token = bearer.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return undefined;
  const session = await sessions.find(hashToken(token));
  if (!session) return undefined;
  return { visitor: await slide(sessions, session), token };
}

/** Not on every request: an hour more or less of thirty days is not worth a write. */
async function slide(sessions: Pick<ChatSessions, 'extend'>, session: ChatSession): Promise<ChatSession> {
  const expiresAt = chatSessionEnd();
  if (expiresAt.getTime() - session.expiresAt.getTime() < slideAfterMs) return session;
  await sessions.extend(session.tokenHash, expiresAt);
  return { ...session, expiresAt };
}

export const chatSessionEnd = () => new Date(Date.now() + httpBounds.chatSessionMs);
