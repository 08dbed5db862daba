import { sql } from 'kysely';
import { eventBounds, isSameEvent, type OutsideEvent } from '../domain/event.ts';
import { lockConversation } from './conversation-row.ts';
import type { EventRow } from './memory-schema.ts';
import type { Database } from './open-database.ts';

export type Events = ReturnType<typeof createEvents>;

export type EventRecorded =
  | { readonly outcome: 'recorded'; readonly fresh: boolean }
  /** The id stands for another event already. */
  | { readonly outcome: 'conflict' }
  /** As many as may wait are waiting. */
  | { readonly outcome: 'full' };

/** What other systems tell of a customer's affairs: kept once for its id, taken by one turn. */
export function createEvents(db: Database) {
  return {
    /** Makes an event durable, once for its id. Data comes cleaned. */
    record: (conversationId: string, event: OutsideEvent): Promise<EventRecorded> =>
      db.transaction().execute((tx) => record(tx, conversationId, event)),

    /** Newest first; `cursor` is the number that the page before ended with. */
    async list(conversationId: string, page: { cursor?: number; limit: number }) {
      let query = db.selectFrom('events').selectAll().where('conversation_id', '=', conversationId);
      if (page.cursor !== undefined) query = query.where('number', '<', page.cursor);
      const rows = await query
        .orderBy('number', 'desc')
        .limit(page.limit + 1)
        .execute();
      const shown = rows.slice(0, page.limit);
      const nextCursor = rows.length > page.limit ? String(shown.at(-1)?.number) : null;
      return { items: shown.map(present), nextCursor };
    },

    /** What these turns were opened by, in the order it came in. */
    async ofTurns(turnIds: readonly string[]): Promise<OutsideEvent[]> {
      if (turnIds.length === 0) return [];
      return await db
        .selectFrom('events')
        .select(['id', 'type', 'data'])
        .where('turn_id', 'in', [...turnIds])
        .orderBy('number')
        .execute();
    },
  };
}

async function record(
  tx: Database,
  conversationId: string,
  { id, type, data }: OutsideEvent,
): Promise<EventRecorded> {
  await lockConversation(tx, conversationId);
  const known = await tx
    .selectFrom('events')
    .select(['type', 'data'])
    .where('conversation_id', '=', conversationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (known)
    return isSameEvent(known, { type, data })
      ? { outcome: 'recorded', fresh: false }
      : { outcome: 'conflict' };
  const { waiting } = await tx
    .selectFrom('events')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('conversation_id', '=', conversationId)
    .where('turn_id', 'is', null)
    .where('noted_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (waiting >= eventBounds.waitingMax) return { outcome: 'full' };
  await tx
    .insertInto('events')
    .values({ conversation_id: conversationId, id, type, data: JSON.stringify(data) })
    .execute();
  return { outcome: 'recorded', fresh: true };
}

/** An event as operators see it. */
export interface ReceivedEvent extends OutsideEvent {
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** `noted`: an operator was in control, so nothing was said. */
  readonly state: 'waiting' | 'taken' | 'noted';
  readonly turnId?: string;
}

const present = (row: EventRow): ReceivedEvent => ({
  id: row.id,
  type: row.type,
  data: row.data,
  receivedAt: row.received_at.toISOString(),
  state: row.turn_id !== null ? 'taken' : row.noted_at !== null ? 'noted' : 'waiting',
  ...(row.turn_id !== null && { turnId: row.turn_id }),
});

/** Events that no turn has taken, oldest first, as many as one turn takes. Ask with the conversation locked. */
export const waitingEvents = (tx: Database, conversationId: string): Promise<EventRow[]> =>
  tx
    .selectFrom('events')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('turn_id', 'is', null)
    .where('noted_at', 'is', null)
    .orderBy('number')
    .limit(eventBounds.perTurnMax)
    .execute();

/** These belong to the turn now; without one, they go to the operator in control. */
export async function takeEvents(
  tx: Database,
  events: readonly EventRow[],
  turnId: string | undefined,
): Promise<void> {
  if (events.length === 0) return;
  await tx
    .updateTable('events')
    .set(turnId === undefined ? { noted_at: sql<Date>`clock_timestamp()` } : { turn_id: turnId })
    .where(
      'number',
      'in',
      events.map((event) => event.number),
    )
    .execute();
}
