import { sql } from 'kysely';
import type { CallbackState, WorkEnd } from '../domain/callback.ts';
import type { OutsideEvent } from '../domain/event.ts';
import type { CallbackRow } from './callbacks.ts';
import type { Database } from './open-database.ts';
import { workEvent } from './work-event.ts';

/** Settles work in the ledger, and writes the event that opens a turn about it. Ask with the conversation locked. */
export async function tellWorkEnd(
  tx: Database,
  row: CallbackRow,
  state: Exclude<CallbackState, 'running'>,
  end: WorkEnd | undefined,
): Promise<OutsideEvent> {
  const event = workEvent(row, state, end);
  await tx
    .updateTable('callbacks')
    .set({
      state,
      settled_at: sql<Date>`clock_timestamp()`,
      ended: end === undefined ? null : JSON.stringify(end),
    })
    .where('id', '=', row.id)
    .execute();
  await settleEffect(tx, row, end);
  await tx
    .updateTable('steps')
    .set({ outcome: state, ended_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', row.call_id)
    .execute();
  await tx
    .insertInto('events')
    .values({ ...event, conversation_id: row.conversation_id, data: JSON.stringify(event.data) })
    .onConflict((oc) => oc.doNothing())
    .execute();
  return event;
}

/**
 * What failed did surely not happen, so it may be asked for afresh. What nobody told the end of stays intended where its
 * far end knows the key; where it doesn't, only a person can say.
 */
async function settleEffect(tx: Database, row: CallbackRow, end: WorkEnd | undefined): Promise<void> {
  const { tool, scope, key } = row;
  if (end?.status === 'failed') {
    await tx
      .deleteFrom('effects')
      .where('tool', '=', tool)
      .where('scope', '=', scope)
      .where('key', '=', key)
      .where('state', '!=', 'done')
      .execute();
    return;
  }
  if (!end && row.effect !== 'irreversible') return;
  await tx
    .updateTable('effects')
    .set({
      state: end ? 'done' : 'unknown',
      result: JSON.stringify(end?.output ?? null),
      settled_at: sql<Date>`clock_timestamp()`,
    })
    .where('tool', '=', tool)
    .where('scope', '=', scope)
    .where('key', '=', key)
    // Whatever is known of it outlasts that nobody told.
    .where('state', 'in', end ? ['intended', 'unknown'] : ['intended'])
    .execute();
}

/** Gives up work of a conversation that is overdue by then. Ask with the conversation locked. */
export async function expireWork(tx: Database, conversationId: string, by: Date): Promise<void> {
  const overdue = await tx
    .selectFrom('callbacks')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'running')
    .where('expires_at', '<=', by)
    .execute();
  for (const row of overdue) await tellWorkEnd(tx, row, 'expired', undefined);
}

/**
 * Lets the calls that started work read as it ended. Done when a turn opens about it: the turn that asked is over then,
 * so nobody is told the same twice.
 */
export async function recordWorkEnds(tx: Database, conversationId: string): Promise<void> {
  await sql`
    update tool_calls set
      state = case callbacks.state when 'done' then 'done' when 'failed' then 'failed' else 'unknown' end,
      result = coalesce(callbacks.ended -> 'output', callbacks.ended, ${JSON.stringify(overdue)}::jsonb)
    from callbacks
    where callbacks.call_id = tool_calls.id and callbacks.conversation_id = ${conversationId}
      and tool_calls.state = 'running' and callbacks.state <> 'running'`.execute(tx);
}

const overdue = { error: 'It did not report its end in time.' };
