import { type Kysely, sql } from 'kysely';

/** Tools whose work goes on elsewhere and ends by a call of a signed address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `alter table tool_calls drop constraint tool_calls_state_check`,
  `alter table tool_calls add constraint tool_calls_state_check check
     (state in ('asked', 'waiting', 'running', 'done', 'failed', 'rejected', 'unknown'))`,

  `create table signing_keys (name text primary key, key text not null)`,

  // tool, scope and key name the effect in the ledger; started_at: the tool's own function has returned.
  `create table callbacks (
     id uuid primary key default gen_random_uuid(),
     call_id text not null unique references tool_calls,
     conversation_id uuid not null references conversations,
     tool text not null,
     scope text not null,
     key text not null,
     effect text not null,
     args jsonb not null,
     state text not null default 'running' check (state in ('running', 'done', 'failed', 'expired')),
     ended jsonb,
     started_at timestamptz,
     expires_at timestamptz not null,
     settled_at timestamptz,
     created_at timestamptz not null default clock_timestamp())`,
  `create unique index callbacks_under_way on callbacks (tool, scope, key) where state = 'running'`,
  `create index callbacks_running on callbacks (conversation_id) where state = 'running'`,
  `create index callbacks_due on callbacks (expires_at) where state = 'running'`,
];
