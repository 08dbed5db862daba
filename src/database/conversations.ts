import { randomUUID } from 'node:crypto';
import { type ExpressionBuilder, sql } from 'kysely';
import {
  type ChatState,
  type Conversation,
  type ConversationStatus,
  type Need,
  workflowIdOf,
} from '../domain/conversation.ts';
import { isUuid } from '../domain/ids.ts';
import type { Draft } from './drafts.ts';
import type { Database } from './open-database.ts';
import type { Schema } from './schema.ts';

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

export interface ConversationPage {
  readonly status?: ConversationStatus;
  readonly needs?: Need;
  /** Part of a customer's name, e-mail, phone or business id, or a conversation's whole id. */
  readonly q?: string;
  /** What the page before ended with. */
  readonly after?: PagePosition;
  readonly limit: number;
}

/** A place in the list, newest first. Microseconds, as Postgres counts: a JavaScript date would skip rows. */
export interface PagePosition {
  readonly updatedAtUs: number;
  readonly id: string;
}

/** Conversations as operators and streams see them. */
export function createConversations(db: Database) {
  return {
    async get(id: string): Promise<Conversation | undefined> {
      const row = await presented(db).where('conversations.id', '=', id).executeTakeFirst();
      return row && present(row);
    },

    async list(page: ConversationPage): Promise<{ items: Conversation[]; next: PagePosition | null }> {
      const { status, needs, q, after, limit } = page;
      let query = presented(db);
      if (status !== undefined) query = query.where('conversations.status', '=', status);
      if (needs !== undefined) query = query.where(sql<boolean>`${needs} = any(conversations.needs)`);
      if (q !== undefined) query = query.where((eb) => found(eb, q));
      if (after !== undefined) query = query.where(isAfter(after));
      const rows = await query
        .orderBy('conversations.updated_at', 'desc')
        .orderBy('conversations.id', 'desc')
        .limit(limit + 1)
        .execute();
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const next = rows.length > limit && last ? { updatedAtUs: last.updated_at_us, id: last.id } : null;
      return { items: shown.map(present), next };
    },

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

const presented = (db: Database) =>
  db
    .selectFrom('conversations')
    .innerJoin('customers', 'customers.id', 'conversations.customer_id')
    .select([
      'conversations.id',
      'conversations.assistant',
      'conversations.status',
      'conversations.needs',
      'conversations.next_step',
      'conversations.cost_micro_usd',
      'conversations.updated_at',
      'customers.id as customer_id',
      'customers.name as customer_name',
      sql<number>`(extract(epoch from conversations.updated_at) * 1000000)::bigint`.as('updated_at_us'),
    ]);

type PresentedRow = Awaited<ReturnType<ReturnType<typeof presented>['executeTakeFirstOrThrow']>>;

function present(row: PresentedRow): Conversation {
  return {
    id: row.id,
    assistant: row.assistant,
    customer: { id: row.customer_id, ...(row.customer_name !== null && { name: row.customer_name }) },
    status: row.status,
    needs: row.needs,
    nextStep: row.next_step,
    costMicroUsd: row.cost_micro_usd,
    workflowId: workflowIdOf(row.id),
    updatedAt: row.updated_at.toISOString(),
  };
}

const isAfter = ({ updatedAtUs, id }: PagePosition) => sql<boolean>`
  (conversations.updated_at, conversations.id) <
  (timestamptz 'epoch' + ${updatedAtUs}::bigint * interval '1 microsecond', ${id}::uuid)`;

function found(eb: ExpressionBuilder<Schema, 'conversations' | 'customers'>, q: string) {
  const part = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const columns = ['customers.name', 'customers.email', 'customers.phone', 'customers.business_id'] as const;
  return eb.or([
    ...columns.map((column) => eb(column, 'ilike', part)),
    ...(isUuid(q) ? [eb('conversations.id', '=', q)] : []),
  ]);
}
