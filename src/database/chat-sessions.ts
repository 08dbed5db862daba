import { sql } from 'kysely';
import type { Identity } from '../domain/identity.ts';
import { findOrInsertConversation } from './conversations.ts';
import { insertClaimedWebAddress, insertCustomer } from './customers.ts';
import { type Identified, identifyVisitor } from './identify-visitor.ts';
import type { NewChatSession } from './new-chat-session.ts';
import type { Database } from './open-database.ts';

/** A visitor's browser, and the conversation that it may read and write. */
export interface ChatSession {
  /** SHA-256 of the token, hex; the token itself is nowhere kept. */
  readonly tokenHash: string;
  readonly conversationId: string;
  readonly addressId: string;
  readonly customerId: string;
  readonly assistant: string;
  readonly expiresAt: Date;
}

export type ChatSessions = ReturnType<typeof createChatSessions>;

/** Sessions of visitors: opened by anybody, found by the hash of their token until they expire. */
export function createChatSessions(db: Database) {
  return {
    async find(tokenHash: string): Promise<ChatSession | undefined> {
      const row = await db
        .selectFrom('chat_sessions')
        .innerJoin('conversations', 'conversations.id', 'chat_sessions.conversation_id')
        .selectAll('chat_sessions')
        .select(['conversations.assistant', 'conversations.customer_id'])
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', new Date())
        .executeTakeFirst();
      return (
        row && {
          tokenHash,
          conversationId: row.conversation_id,
          addressId: row.address_id,
          customerId: row.customer_id,
          assistant: row.assistant,
          expiresAt: row.expires_at,
        }
      );
    },

    /** Which conversation each of these sessions reads, by its token's hash; those that have expired are absent. */
    async conversationsOf(tokenHashes: readonly string[]): Promise<Map<string, string>> {
      const rows = await db
        .selectFrom('chat_sessions')
        .select(['token_hash', 'conversation_id'])
        .where('token_hash', '=', sql<string>`any(${[...tokenHashes]}::text[])`)
        .where('expires_at', '>', new Date())
        .execute();
      return new Map(rows.map((row) => [row.token_hash, row.conversation_id]));
    },

    async extend(tokenHash: string, expiresAt: Date): Promise<void> {
      await db
        .updateTable('chat_sessions')
        .set({ expires_at: expiresAt })
        .where('token_hash', '=', tokenHash)
        .execute();
    },

    /** For somebody unknown, with a conversation of their own. Returns its id. */
    openAnonymous: (session: NewChatSession): Promise<string> =>
      db.transaction().execute(async (tx) => {
        const customerId = await insertCustomer(tx);
        const addressId = await insertClaimedWebAddress(tx, customerId);
        return await insertSession(tx, session, customerId, addressId);
      }),

    /** One more session of the same visitor, with another assistant. Returns its conversation's id. */
    openBeside: (earlier: ChatSession, session: NewChatSession): Promise<string> =>
      db.transaction().execute((tx) => insertSession(tx, session, earlier.customerId, earlier.addressId)),

    /**
     * For somebody whom the business names. `earlierTokenHash`: the visitor's session so far, which becomes this
     * customer's; without it `session` is a new one.
     */
    openIdentified: (
      identity: Identity,
      session: NewChatSession,
      earlierTokenHash?: string,
    ): Promise<Identified> =>
      db.transaction().execute((tx) => identifyVisitor(tx, identity, session, earlierTokenHash)),
  };
}

async function insertSession(
  tx: Database,
  session: NewChatSession,
  customerId: string,
  addressId: string,
): Promise<string> {
  const conversationId = await findOrInsertConversation(tx, customerId, session.assistant);
  await tx
    .insertInto('chat_sessions')
    .values({
      token_hash: session.tokenHash,
      conversation_id: conversationId,
      address_id: addressId,
      expires_at: session.expiresAt,
    })
    .execute();
  return conversationId;
}
