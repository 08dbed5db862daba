import type { FastifyRequest } from 'fastify';
import type { ChatSession } from '../../database/chat-sessions.ts';
import { callerOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { badShape } from '../problem.ts';
import { newToken } from '../secret-token.ts';
import { tolerate } from '../tolerate.ts';
import { admitNewcomer } from './door.ts';
import { verifyIdentity } from './verify-identity.ts';
import { chatSessionEnd } from './visitor-token.ts';

/** A visitor's way in. */
export interface OpenedSession {
  readonly token: string;
  readonly conversationId: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

interface Wish {
  readonly assistant?: string | undefined;
  readonly identity?: string | undefined;
}

/** Opens a session, or makes the one that came along the customer's whom the identity names. */
export async function openSession(
  deps: Dependencies,
  request: FastifyRequest,
  wish: Wish,
): Promise<OpenedSession> {
  const identity =
    wish.identity === undefined
      ? undefined
      : await verifyIdentity(wish.identity, deps.settings.identitySecret);
  const { visitor, token: earlierToken } = callerOf(request);
  const assistant = wish.assistant ?? visitor?.assistant ?? deps.assistants.default;
  if (!deps.assistants.ids.includes(assistant)) throw badShape('assistant: there is none of that name');

  const expiresAt = chatSessionEnd();
  const opened = (token: string, conversationId: string) => ({
    token,
    conversationId,
    expiresAt: expiresAt.toISOString(),
  });
  if (identity) {
    const { token, tokenHash } =
      visitor && earlierToken ? { token: earlierToken, tokenHash: visitor.tokenHash } : newToken();
    const session = { tokenHash, assistant, expiresAt };
    const { chatSessions } = deps.rows;
    const { conversationId, abandonedId } = await chatSessions.openIdentified(
      identity,
      session,
      visitor?.tokenHash,
    );
    if (abandonedId !== undefined) await closeAbandoned(deps, abandonedId);
    return opened(token, conversationId);
  }
  if (visitor && earlierToken && visitor.assistant === assistant) return held(visitor, earlierToken);
  await admitNewcomer(deps, request.ip, assistant);
  const { token, tokenHash } = newToken();
  const session = { tokenHash, assistant, expiresAt };
  const conversationId = visitor
    ? await deps.rows.chatSessions.openBeside(visitor, session)
    : await deps.rows.chatSessions.openAnonymous(session);
  return opened(token, conversationId);
}

const held = (visitor: ChatSession, token: string): OpenedSession => ({
  token,
  conversationId: visitor.conversationId,
  expiresAt: visitor.expiresAt.toISOString(),
});

/** Nobody can reach it any more. Should this fail, quiet closes it later. */
async function closeAbandoned(deps: Dependencies, conversationId: string): Promise<void> {
  const act = {
    conversationId,
    by: 'baton',
    reason: 'the visitor went on in the conversation of their account',
  };
  await tolerate(deps.log, 'closing what an identified visitor left', async () => {
    const { fence } = await deps.rows.control.close(act);
    await deps.doorbell.close({ ...act, fence });
  });
}
