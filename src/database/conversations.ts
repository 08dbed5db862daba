import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ChatState, Conversation } from '../domain/conversation.ts';
import type { Draft } from './drafts.ts';
import { type ConversationPage, listConversations } from './list-conversations.ts';
import type { Database } from './open-database.ts';
import { present, presented } from './presented-conversation.ts';

export type Conversations = ReturnType<typeof createConversations>;

/** How far a conversation has come, for those who watch it. */
export interface Pulse {
  readonly conversationId: string;
  readonly lastSeq: number;
  readonly chatState: ChatState;
  /** How often `chatState` has changed. */
  readonly version: number;
}

/** All that a page is shown besides messages, as it stood at one moment. */
export interface Present extends Pulse {
  /** The answer in the making. */
  readonly draft: Draft | undefined;
}

/** Conversations as operators and streams see them. */
export function createConversations(db: Database) {
  return {
    async get(id: string): Promise<Conversation | undefined> {
      const row = await presented(db).where('conversations.id', '=', id).executeTakeFirst();
      return row && present(row);
    },

    list: (page: ConversationPage) => listConversations(db, page),

    async pulses(ids: readonly string[]): Promise<Pulse[]> {
      if (ids.length === 0) return [];
      return await db
        .selectFrom('conversations')
        .select(pulseColumns)
        .where('conversations.id', '=', sql<string>`any(${[...ids]}::uuid[])`)
        .execute();
    },

    /** In one statement: read one after the other, the draft could belong to a later moment than the status. */
    async present(id: string): Promise<Present | undefined> {
      const row = await db
        .selectFrom('conversations')
        .leftJoin('drafts', 'drafts.conversation_id', 'conversations.id')
        .select([...pulseColumns, 'drafts.turn_id', 'drafts.attempt', 'drafts.text'])
        .where('conversations.id', '=', id)
        .executeTakeFirst();
      if (!row) return undefined;
      const { turn_id: turnId, attempt, text, ...pulse } = row;
      const draft =
        turnId === null || attempt === null || text === null ? undefined : { turnId, attempt, text };
      return { ...pulse, draft };
    },

    /** What the operator who handed back wants the assistant to know. */
    async guidance(id: string): Promise<string | null> {
      const row = await db
        .selectFrom('conversations')
        .select('guidance')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.guidance ?? null;
    },

    /** The customer's, as a BCP 47 tag; undefined while nobody could tell. */
    async language(id: string): Promise<string | undefined> {
      const row = await db
        .selectFrom('conversations')
        .select('language')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.language ?? undefined;
    },
  };
}

const pulseColumns = [
  'conversations.id as conversationId',
  'conversations.last_seq as lastSeq',
  'conversations.chat_state as chatState',
  'conversations.chat_state_version as version',
] as const;

/** The customer's conversation with this assistant, if they have one. */
export async function findConversation(
  tx: Database,
  customerId: string,
  assistant: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('conversations')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('assistant', '=', assistant)
    .executeTakeFirst();
  return row?.id;
}

/** The customer's one conversation with this assistant, new where there was none. */
export async function findOrInsertConversation(
  tx: Database,
  customerId: string,
  assistant: string,
): Promise<string> {
  const inserted = await tx
    .insertInto('conversations')
    .values({ id: randomUUID(), customer_id: customerId, assistant })
    .onConflict((oc) => oc.columns(['customer_id', 'assistant']).doNothing())
    .returning('id')
    .executeTakeFirst();
  const id = inserted?.id ?? (await findConversation(tx, customerId, assistant));
  if (id === undefined) throw new Error('a conversation vanished while it was looked up');
  return id;
}
