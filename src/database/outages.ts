import { sql } from 'kysely';
import { appendMessage } from './append-message.ts';
import { lockConversation, project } from './conversation-row.ts';
import type { Database } from './open-database.ts';
import { isDue, unheardMax } from './patience.ts';
import { isTurnOpen } from './turn-row.ts';
import { endTurn } from './turns.ts';
import type { Unheard } from './unheard.ts';

/** A turn that no model could be asked in. */
export interface WaitForModels {
  readonly conversationId: string;
  readonly turnId: string;
  readonly fence: number;
  /** When it has been long enough, and a person is needed. */
  readonly until: Date;
  /** What the customer is told, unless they were since they last wrote. */
  readonly text: string;
}

export type WaitedForModels =
  | { readonly outcome: 'waits'; readonly until: Date }
  /** It has been long enough. */
  | { readonly outcome: 'over' }
  | { readonly outcome: 'fenced' };

/** Ends the turn without an outcome for its messages: they stay pending, and the next turn claims them again. */
export async function waitForModels(tx: Database, request: WaitForModels): Promise<WaitedForModels> {
  const { conversationId, turnId, fence, until, text } = request;
  const row = await lockConversation(tx, conversationId);
  if (row.fence !== fence) return { outcome: 'fenced' };
  // Done before, and the workflow never heard of it.
  if (row.awaits_model_until) return { outcome: 'waits', until: row.awaits_model_until };
  if (!(await isTurnOpen(tx, turnId))) return { outcome: 'fenced' };
  if (until.getTime() <= Date.now()) return { outcome: 'over' };
  if (!(await hasHeardOfOutage(tx, turnId))) {
    const note = { conversationId, turnId, text, from: 'assistant', kind: 'note' } as const;
    await appendMessage(tx, { ...note, id: `${outageNote}${turnId}` });
  }
  await endTurn(tx, { conversationId, turnId, outcome: 'interrupted', reason: 'no model could be reached' });
  await tx
    .updateTable('conversations')
    .set({ awaits_model_until: until })
    .where('id', '=', conversationId)
    .execute();
  await project(tx, conversationId);
  return { outcome: 'waits', until };
}

const outageNote = 'outage-';

/** Whether the customer was told of an outage after they wrote what this turn is about. */
export async function hasHeardOfOutage(tx: Database, turnId: string): Promise<boolean> {
  const told = await tx
    .selectFrom('turns')
    .innerJoin('messages', 'messages.conversation_id', 'turns.conversation_id')
    .select('seq')
    .where('turns.id', '=', turnId)
    .where('messages.id', 'like', `${outageNote}%`)
    .where('messages.sender', '=', 'assistant')
    .whereRef('messages.seq', '>', sql`coalesce((select max(s) from unnest(turns.message_seqs) s), 0)`)
    .limit(1)
    .executeTakeFirst();
  return told !== undefined;
}

/** Conversations that wait though one of their assistant's models came back after their last turn had begun. */
export async function unheardRecoveries(db: Database): Promise<Unheard[]> {
  const { rows } = await sql<{ conversation_id: string; assistant: string; age_ms: string }>`
    select c.id as conversation_id, c.assistant, extract(epoch from clock_timestamp() - back.at) * 1000 as age_ms
    from conversations c
    cross join lateral (
      select max(closed_at) as at from incidents
      where closed_at is not null and starts_with(component, c.assistant || '/model/')) back
    cross join lateral (
      select opened_at from turns where conversation_id = c.id order by number desc limit 1) last
    where c.awaits_model_until is not null and back.at > last.opened_at and ${isDue('back.at', 0)}
    order by c.awaits_model_until
    limit ${unheardMax}`.execute(db);
  return rows.map((row) => ({
    kind: 'recovery',
    conversationId: row.conversation_id,
    assistant: row.assistant,
    ageMs: Number(row.age_ms),
  }));
}
