import { type Kysely, sql } from 'kysely';

/** Agents that ask each other: the calls of the one that was asked belong to the call that asked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The call whose question it serves; null: the turn's own.
  `alter table tool_calls add column thread text references tool_calls on delete cascade`,
  `alter table tool_calls drop constraint tool_calls_turn_id_round_position_key`,
  `create unique index tool_calls_place on tool_calls (turn_id, coalesce(thread, ''), round, position)`,

  `create table threads (
     call_id text primary key references tool_calls on delete cascade,
     attempt int not null,
     begun_at timestamptz not null default clock_timestamp())`,
];
