import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OperatorSessions } from '../../database/operator-sessions.ts';
import type { Operator } from '../../domain/operator.ts';
import type { HttpSettings } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { hashToken, newToken } from '../secret-token.ts';

const cookieName = 'baton_session';

/** The operator whose cookie came with the request. */
export async function findOperator(
  sessions: Pick<OperatorSessions, 'find'>,
  request: FastifyRequest,
): Promise<Operator | undefined> {
  const token = request.cookies[cookieName];
  return token === undefined ? undefined : await sessions.find(hashToken(token));
}

/** Logs an operator in: a session of its own for this browser. */
export async function giveCookie(
  reply: FastifyReply,
  sessions: Pick<OperatorSessions, 'open'>,
  operator: Operator,
  settings: HttpSettings,
): Promise<void> {
  const { token, tokenHash } = newToken();
  const expiresAt = new Date(Date.now() + httpBounds.operatorSessionMs);
  await sessions.open({ tokenHash, operatorId: operator.id, expiresAt });
  reply.setCookie(cookieName, token, { ...cookieOptions(settings), expires: expiresAt });
}

/** Logs this browser out. */
export async function takeCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  sessions: Pick<OperatorSessions, 'close'>,
  settings: HttpSettings,
): Promise<void> {
  const token = request.cookies[cookieName];
  if (token !== undefined) await sessions.close(hashToken(token));
  reply.clearCookie(cookieName, cookieOptions(settings));
}

const cookieOptions = (settings: HttpSettings) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'strict' as const,
  secure: settings.publicUrls().some((url) => url.startsWith('https:')),
});
