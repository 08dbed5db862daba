import { type Kysely, sql } from 'kysely';

/** Requests that were taken apart, and calls that were asked for twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The task that a call does; null: a model asked for it while it answered.
  `alter table tool_calls add column task_name text`,
  // The call whose result is this one's too.
  `alter table tool_calls add column same_as text`,

  `create table plans (
     turn_id uuid not null references turns,
     round int not null,
     tasks jsonb not null,
     is_open boolean not null,
     created_at timestamptz not null default clock_timestamp(),
     primary key (turn_id, round))`,
];
