import { sql } from 'kysely';
import type { Trigger } from '../domain/turn.ts';
import { takeEvents, waitingEvents } from './events.ts';
import { dueFollowUps, followUpsOnEvents, takeFollowUps } from './follow-ups.ts';
import type { EventRow, FollowUpRow } from './memory-schema.ts';
import type { Database } from './open-database.ts';
import { expireWork, recordWorkEnds } from './work-ends.ts';

/** What opens a turn though nobody has written: outside events, and follow-ups that are due. */
export interface Happenings {
  readonly events: readonly EventRow[];
  readonly followUps: readonly FollowUpRow[];
  readonly isNews: boolean;
}

/** What waits for a turn of this kind. Ask with the conversation locked. */
export async function findHappenings(
  tx: Database,
  request: { readonly conversationId: string; readonly trigger: Trigger; readonly dueByMs?: number },
): Promise<Happenings> {
  const { conversationId, trigger, dueByMs = 0 } = request;
  if (trigger === 'event') {
    await expireWork(tx, conversationId, new Date(Math.max(dueByMs, Date.now())));
    await recordWorkEnds(tx, conversationId);
    const events = await waitingEvents(tx, conversationId);
    const types = events.map((event) => event.type);
    const followUps = await followUpsOnEvents(tx, conversationId, types);
    return { events, followUps, isNews: events.length > 0 };
  }
  if (trigger !== 'timer') return { events: [], followUps: [], isNews: false };
  // The workflow's clock may be ahead of ours: what it woke up for is due.
  const by = new Date(Math.max(dueByMs, Date.now()));
  const followUps = await dueFollowUps(tx, conversationId, by);
  return { events: [], followUps, isNews: followUps.length > 0 };
}

/** These belong to the turn now; without one, they are left to the operator in control. */
export async function takeHappenings(
  tx: Database,
  conversationId: string,
  { events, followUps }: Happenings,
  turnId: string | undefined,
): Promise<void> {
  await takeEvents(tx, events, turnId);
  await takeFollowUps(tx, conversationId, followUps, turnId);
}

/** Whether something will open a turn without a word of the customer: such a case isn't over. */
export async function isExpected(tx: Database, conversationId: string): Promise<boolean> {
  const open = await tx
    .selectFrom('follow_ups')
    .select('number')
    .where('conversation_id', '=', conversationId)
    .where('turn_id', 'is', null)
    .where('ended_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  const running = await tx
    .selectFrom('callbacks')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'running')
    .limit(1)
    .executeTakeFirst();
  if (running) return true;
  return open !== undefined || (await waitingEvents(tx, conversationId)).length > 0;
}

/** What turns had taken that were interrupted, and that no later turn has seen through, waits again. */
export async function giveUnfinishedBack(tx: Database, conversationId: string): Promise<void> {
  const unfinished = sql<string>`(
    select t.id from turns t
    where t.conversation_id = ${conversationId} and t.outcome = 'interrupted' and not exists (
      select from turns later
      where later.conversation_id = t.conversation_id and t.id = any(later.work_turn_ids)
        and later.outcome <> 'interrupted'))`;
  for (const table of ['events', 'follow_ups'] as const)
    await tx.updateTable(table).set({ turn_id: null }).where('turn_id', 'in', unfinished).execute();
}
