import { type Kysely, sql } from 'kysely';

/** What may be spent, and what each attempt at a paid call sets aside of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // What is given away: settled, forfeited, and set aside now. Rows are updated often: room for that in each page.
  `create table purses (
     scope text primary key,
     cost_micro_usd bigint not null default 0,
     tokens bigint not null default 0,
     unpriced_tokens bigint not null default 0) with (fillfactor = 40)`,

  // cost_micro_usd is null where the model has no known price. An open one that is overdue counts in full for good.
  `create table reservations (
     call_id text not null,
     attempt int not null,
     assistant text not null,
     conversation_id uuid,
     turn_id uuid,
     component text not null,
     scopes text[] not null,
     cost_micro_usd bigint,
     tokens bigint not null,
     state text not null default 'open' check (state in ('open', 'settled', 'released', 'forfeited')),
     outcome text,
     reserved_at timestamptz not null default clock_timestamp(),
     due_at timestamptz not null,
     settled_at timestamptz,
     retry_at timestamptz,
     primary key (call_id, attempt))`,
  `create index reservations_turn on reservations (turn_id) where turn_id is not null`,
  `create index reservations_open on reservations (due_at) where state = 'open'`,
];
