import { sql } from 'kysely';
import type { Agenda } from '../domain/agenda.ts';
import type { Database } from './open-database.ts';

/** What the conversation has before it; what it should remember is another question. */
export async function readAgenda(
  db: Database,
  conversationId: string,
): Promise<Omit<Agenda, 'mustSummarise'>> {
  const { rows } = await sql<AgendaRow>`
    select extract(epoch from statement_timestamp()) * 1000 as seen_at_ms,
      exists (select from events where conversation_id = ${conversationId}
              and turn_id is null and noted_at is null)
        or exists (select from callbacks where conversation_id = ${conversationId}
                   and state = 'running' and expires_at <= statement_timestamp()) as events_wait,
      (select extract(epoch from min(expires_at)) * 1000 from callbacks
       where conversation_id = ${conversationId} and state = 'running'
         and expires_at > statement_timestamp()) as work_due_at_ms,
      (select extract(epoch from answer_due_at) * 1000 from conversations
        where id = ${conversationId} and not answer_overdue) as answer_due_at_ms,
      count(number)::int as follow_ups,
      extract(epoch from min(due_at)) * 1000 as follow_up_at_ms
    from follow_ups
    where conversation_id = ${conversationId} and turn_id is null and ended_at is null`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('a count gave no row');
  return {
    seenAtMs: Number(row.seen_at_ms),
    eventsWait: row.events_wait,
    followUps: row.follow_ups,
    ...(row.answer_due_at_ms !== null && { answerDueAtMs: Math.ceil(Number(row.answer_due_at_ms)) }),
    ...(row.work_due_at_ms !== null && { workDueAtMs: Math.ceil(Number(row.work_due_at_ms)) }),
    ...(row.follow_up_at_ms !== null && { followUpAtMs: Math.ceil(Number(row.follow_up_at_ms)) }),
  };
}

interface AgendaRow {
  /** Postgres gives exact numbers as text. */
  readonly seen_at_ms: string;
  readonly events_wait: boolean;
  readonly follow_ups: number;
  readonly follow_up_at_ms: string | null;
  readonly answer_due_at_ms: string | null;
  readonly work_due_at_ms: string | null;
}
