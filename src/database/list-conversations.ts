import { type ExpressionBuilder, sql } from 'kysely';
import type { Conversation, ConversationStatus, Need } from '../domain/conversation.ts';
import { isUuid } from '../domain/ids.ts';
import type { Database } from './open-database.ts';
import { present, presented, unreadBy } from './presented-conversation.ts';
import type { Schema } from './schema.ts';

/** What comes first in the list: the last changed, or what needs somebody most. */
export const conversationOrders = ['changed', 'urgency'] as const;
export type ConversationOrder = (typeof conversationOrders)[number];

export interface ConversationPage {
  readonly order: ConversationOrder;
  readonly status?: ConversationStatus;
  readonly needs?: Need;
  /** An operator's id, or null for those that are nobody's. */
  readonly assignedTo?: string | null;
  /** Only what the reader has not seen to its end. */
  readonly isUnread?: boolean;
  /** Part of a customer's name, e-mail, phone or business id, or a conversation's whole id. */
  readonly q?: string;
  /** The operator who reads. */
  readonly reader: string;
  /** What the page before ended with. */
  readonly after?: PagePosition;
  readonly limit: number;
}

/** A place in the list. Microseconds, as Postgres counts: a JavaScript date would skip rows. */
export type PagePosition =
  | { readonly order: 'changed'; readonly updatedAtUs: number; readonly id: string }
  | { readonly order: 'urgency'; readonly urgency: number; readonly key: number; readonly id: string };

/** A page of conversations, and where the next begins. */
export async function listConversations(
  db: Database,
  page: ConversationPage,
): Promise<{ items: Conversation[]; next: PagePosition | null }> {
  const { order, after, limit } = page;
  let query = narrowed(db, page).select([
    'conversations.urgency',
    'conversations.urgency_key',
    unreadBy(page.reader).as('unread'),
    sql<number>`(extract(epoch from conversations.updated_at) * 1000000)::bigint`.as('updated_at_us'),
  ]);
  if (after !== undefined) query = query.where(isAfter(after));
  query =
    order === 'urgency'
      ? query
          .orderBy('conversations.urgency')
          .orderBy('conversations.urgency_key')
          .orderBy('conversations.id')
      : query.orderBy('conversations.updated_at', 'desc').orderBy('conversations.id', 'desc');
  const rows = await query.limit(limit + 1).execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map((row) => ({ ...present(row), unread: Math.max(0, row.unread) }));
  if (rows.length <= limit || !last) return { items, next: null };
  const { id, urgency, urgency_key: key, updated_at_us: updatedAtUs } = last;
  return { items, next: order === 'urgency' ? { order, urgency, key, id } : { order, updatedAtUs, id } };
}

function narrowed(db: Database, { status, needs, assignedTo, isUnread, q, reader }: ConversationPage) {
  let query = presented(db);
  if (status !== undefined)
    query = query.where('conversations.status', '=', status).where(isWithin(urgenciesOf[status]));
  if (needs !== undefined)
    query = query
      .where(sql<boolean>`${needs} = any(conversations.needs)`)
      .where(isWithin(urgenciesOfNeed[needs]));
  if (assignedTo === null) query = query.where('conversations.assigned_to', 'is', null);
  else if (assignedTo !== undefined) query = query.where('conversations.assigned_to', '=', assignedTo);
  if (isUnread) query = query.where(sql<boolean>`${unreadBy(reader)} > 0`);
  if (q !== undefined) query = query.where((eb) => found(eb, q));
  return query;
}

type Span = readonly [from: number, to: number];

/** Which urgencies there are with each status and need (see the migration): it spares looking through the rest. */
const urgenciesOf: Readonly<Record<ConversationStatus, Span>> = {
  with_operator: [0, 3],
  open: [1, 4],
  closed: [5, 5],
};
const urgenciesOfNeed: Readonly<Record<Need, Span>> = { operator: [0, 0], approval: [0, 1] };

const isWithin = ([from, to]: Span) =>
  from === to
    ? sql<boolean>`conversations.urgency = ${from}`
    : sql<boolean>`conversations.urgency between ${from} and ${to}`;

const isAfter = (position: PagePosition) =>
  position.order === 'urgency'
    ? sql<boolean>`(conversations.urgency, conversations.urgency_key, conversations.id) >
        (${position.urgency}::int, ${position.key}::bigint, ${position.id}::uuid)`
    : sql<boolean>`(conversations.updated_at, conversations.id) <
        (timestamptz 'epoch' + ${position.updatedAtUs}::bigint * interval '1 microsecond', ${position.id}::uuid)`;

function found(eb: ExpressionBuilder<Schema, 'conversations' | 'customers'>, q: string) {
  const part = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
  const columns = ['customers.name', 'customers.email', 'customers.phone', 'customers.business_id'] as const;
  return eb.or([
    ...columns.map((column) => eb(column, 'ilike', part)),
    ...(isUuid(q) ? [eb('conversations.id', '=', q)] : []),
  ]);
}
