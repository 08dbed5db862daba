import { sql } from 'kysely';
import { type FollowUp, followUpBounds } from '../domain/follow-up.ts';
import { lockConversation, project } from './conversation-row.ts';
import type { FollowUpRow } from './memory-schema.ts';
import type { Database } from './open-database.ts';

export type FollowUps = ReturnType<typeof createFollowUps>;

/** What is to be promised: at least a time or an event. */
export interface NewFollowUp {
  readonly conversationId: string;
  readonly about: string;
  readonly dueAt?: Date;
  readonly onEvent?: string;
}

/** What the assistant has promised to write about. The same promise made again is the one that is open. */
export function createFollowUps(db: Database) {
  return {
    /** Undefined: as many are open as may be. */
    promise: (promised: NewFollowUp): Promise<FollowUp | undefined> =>
      db.transaction().execute(async (tx) => {
        await lockConversation(tx, promised.conversationId);
        const open = await openFollowUps(tx, promised.conversationId);
        const same = open.find((row) => isSame(row, promised));
        if (same) return present(same);
        if (open.length >= followUpBounds.openMax) return undefined;
        const row = await insert(tx, promised);
        await project(tx, promised.conversationId);
        return present(row);
      }),

    /** False: none of that number is open. */
    cancel: (conversationId: string, number: number): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        await lockConversation(tx, conversationId);
        const ended = await endFollowUps(tx, conversationId, 'the customer does not want it', [number]);
        await project(tx, conversationId);
        return ended > 0;
      }),

    /** Open ones, in the order they were promised. */
    open: async (conversationId: string): Promise<FollowUp[]> =>
      (await openFollowUps(db, conversationId)).map(present),

    /** What these turns are to write about. */
    async ofTurns(turnIds: readonly string[]): Promise<FollowUp[]> {
      if (turnIds.length === 0) return [];
      const rows = await db
        .selectFrom('follow_ups')
        .selectAll()
        .where('turn_id', 'in', [...turnIds])
        .orderBy('number')
        .execute();
      return rows.map(present);
    },
  };
}

async function insert(tx: Database, { conversationId, about, dueAt, onEvent }: NewFollowUp) {
  return await tx
    .insertInto('follow_ups')
    .values({
      conversation_id: conversationId,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from follow_ups
                           where conversation_id = ${conversationId})`,
      about,
      due_at: dueAt ?? null,
      on_event: onEvent ?? null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function isSame(row: FollowUpRow, { about, dueAt, onEvent }: NewFollowUp): boolean {
  if (row.about !== about || row.on_event !== (onEvent ?? null)) return false;
  if (row.due_at === null || dueAt === undefined) return row.due_at === null && dueAt === undefined;
  return Math.abs(row.due_at.getTime() - dueAt.getTime()) < followUpBounds.sameWithinMs;
}

const openFollowUps = (tx: Database, conversationId: string): Promise<FollowUpRow[]> =>
  tx
    .selectFrom('follow_ups')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('turn_id', 'is', null)
    .where('ended_at', 'is', null)
    .orderBy('number')
    .execute();

/** Open ones that are due by then, the longest due first, as many as one turn takes. */
export async function dueFollowUps(tx: Database, conversationId: string, by: Date): Promise<FollowUpRow[]> {
  const open = await openFollowUps(tx, conversationId);
  return open
    .filter((row) => row.due_at !== null && row.due_at <= by)
    .sort((a, b) => Number(a.due_at) - Number(b.due_at))
    .slice(0, followUpBounds.perTurnMax);
}

/** Open ones that wait for one of these events. */
export async function followUpsOnEvents(
  tx: Database,
  conversationId: string,
  types: readonly string[],
): Promise<FollowUpRow[]> {
  const open = await openFollowUps(tx, conversationId);
  return open.filter((row) => row.on_event !== null && types.includes(row.on_event));
}

/** These belong to the turn now; without one, they are left to the operator in control. */
export async function takeFollowUps(
  tx: Database,
  conversationId: string,
  rows: readonly FollowUpRow[],
  turnId: string | undefined,
): Promise<void> {
  const numbers = rows.map((row) => row.number);
  if (numbers.length === 0) return;
  if (turnId === undefined) {
    await endFollowUps(tx, conversationId, 'an operator was in control', numbers);
    return;
  }
  await tx
    .updateTable('follow_ups')
    .set({ turn_id: turnId })
    .where('conversation_id', '=', conversationId)
    .where('number', 'in', numbers)
    .execute();
}

/** Ends open follow-ups, all of them where no numbers are named; how many. */
export async function endFollowUps(
  tx: Database,
  conversationId: string,
  reason: string,
  numbers?: readonly number[],
): Promise<number> {
  let update = tx
    .updateTable('follow_ups')
    .set({ ended_at: sql<Date>`clock_timestamp()`, ended_reason: reason })
    .where('conversation_id', '=', conversationId)
    .where('turn_id', 'is', null)
    .where('ended_at', 'is', null);
  if (numbers) update = update.where('number', 'in', [...numbers]);
  const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

const present = (row: FollowUpRow): FollowUp => ({
  number: row.number,
  about: row.about,
  ...(row.due_at !== null && { dueAt: row.due_at.toISOString() }),
  ...(row.on_event !== null && { onEvent: row.on_event }),
});
