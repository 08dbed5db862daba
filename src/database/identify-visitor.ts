import type { Identity } from '../domain/identity.ts';
import { findConversation, findOrInsertConversation } from './conversations.ts';
import {
  findByBusinessId,
  insertCustomer,
  lockBusinessId,
  noteIdentity,
  proveAddress,
  provedWebAddress,
} from './customers.ts';
import type { NewChatSession } from './new-chat-session.ts';
import type { Database } from './open-database.ts';

/** Where a visitor has ended up who showed who they are. */
export interface Identified {
  readonly conversationId: string;
  /** The anonymous conversation that the session has left and nobody can reach any more. */
  readonly abandonedId?: string;
}

/**
 * Gives a session to the customer whom the business names. An anonymous visitor becomes that customer where the
 * customer is new; where the customer has this assistant's conversation already, the session moves to it.
 */
export async function identifyVisitor(
  tx: Database,
  identity: Identity,
  session: NewChatSession,
  earlierTokenHash?: string,
): Promise<Identified> {
  await lockBusinessId(tx, identity.businessId);
  const earlier = earlierTokenHash === undefined ? undefined : await lockSession(tx, earlierTokenHash);
  const anonymous = earlier?.business_id === null ? earlier : undefined;

  const known = await findByBusinessId(tx, identity.businessId);
  const customerId = known ?? anonymous?.customer_id ?? (await insertCustomer(tx));
  await noteIdentity(tx, customerId, identity);

  const staysAtAddress =
    anonymous !== undefined && (await takesOver(tx, customerId, anonymous, session.assistant));
  if (staysAtAddress) await proveAddress(tx, anonymous.address_id, customerId);
  const addressId = staysAtAddress ? anonymous.address_id : await provedWebAddress(tx, customerId);
  const conversationId = await findOrInsertConversation(tx, customerId, session.assistant);

  await upsertSession(tx, { ...session, conversationId, addressId });
  return anonymous && !staysAtAddress
    ? { conversationId, abandonedId: anonymous.conversation_id }
    : { conversationId };
}

type EarlierSession = NonNullable<Awaited<ReturnType<typeof lockSession>>>;

async function lockSession(tx: Database, tokenHash: string) {
  return await tx
    .selectFrom('chat_sessions')
    .innerJoin('conversations', 'conversations.id', 'chat_sessions.conversation_id')
    .innerJoin('customers', 'customers.id', 'conversations.customer_id')
    .select(['conversation_id', 'address_id', 'customer_id', 'assistant', 'business_id'])
    .where('token_hash', '=', tokenHash)
    .forUpdate(['chat_sessions', 'customers'])
    .executeTakeFirst();
}

/** Whether the customer keeps what the visitor began: they are one already, or the customer has nothing of the kind. */
async function takesOver(
  tx: Database,
  customerId: string,
  anonymous: EarlierSession,
  assistant: string,
): Promise<boolean> {
  if (anonymous.customer_id === customerId) return true;
  if (anonymous.assistant !== assistant) return false;
  if (await findConversation(tx, customerId, assistant)) return false;
  await tx
    .updateTable('conversations')
    .set({ customer_id: customerId })
    .where('id', '=', anonymous.conversation_id)
    .execute();
  return true;
}

async function upsertSession(
  tx: Database,
  session: NewChatSession & { conversationId: string; addressId: string },
): Promise<void> {
  const target = {
    conversation_id: session.conversationId,
    address_id: session.addressId,
    expires_at: session.expiresAt,
  };
  await tx
    .insertInto('chat_sessions')
    .values({ ...target, token_hash: session.tokenHash })
    .onConflict((oc) => oc.column('token_hash').doUpdateSet(target))
    .execute();
}
