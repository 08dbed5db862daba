import { type Kysely, sql } from 'kysely';

/** What outlasts the model's window: cases with their summaries, outside events, follow-ups. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The summary holds what was said from opened_seq to summary_seq; an extract stands in until a model has written it.
  `create table cases (
     conversation_id uuid not null references conversations,
     number int not null,
     opened_seq int not null,
     opened_at timestamptz not null default clock_timestamp(),
     closed_seq int,
     closed_at timestamptz,
     closed_reason text,
     outcome text check (outcome in ('confirmed', 'closed_by_operator', 'quiet')),
     summary text,
     summary_seq int not null,
     summary_by text check (summary_by in ('model', 'extract')),
     summary_attempts int not null default 0,
     search tsvector not null generated always as (to_tsvector('simple', coalesce(summary, ''))) stored,
     primary key (conversation_id, number),
     check ((closed_at is null) = (outcome is null)))`,
  `create unique index cases_one_open on cases (conversation_id) where closed_at is null`,
  `create index cases_search on cases using gin (search)`,

  // Conversations from before had no cases: what they hold is their first.
  `insert into cases (conversation_id, number, opened_seq, opened_at, summary_seq, closed_seq, closed_at,
     closed_reason, outcome)
   select id, 1, 1, created_at, 0,
     case when closed_reason is not null then last_seq end,
     case when closed_reason is not null then updated_at end,
     closed_reason,
     case when closed_reason is not null then 'quiet' end
   from conversations where last_customer_seq > 0`,
  `update effects set scope = scope || ':1' where scope like 'case:%'`,

  `alter table turns add column case_number int not null default 1`,
  // The model call of its turn before which a message joined it; null where it opened the turn.
  `alter table messages add column joined_round int`,

  `create table events (
     conversation_id uuid not null references conversations,
     id text not null,
     number bigint not null generated always as identity,
     type text not null,
     data jsonb not null,
     received_at timestamptz not null default clock_timestamp(),
     turn_id uuid references turns on delete set null,
     noted_at timestamptz,
     primary key (conversation_id, id))`,
  `create index events_waiting on events (conversation_id, number) where turn_id is null and noted_at is null`,
  `create index events_turn on events (turn_id) where turn_id is not null`,

  `create table follow_ups (
     conversation_id uuid not null references conversations,
     number int not null,
     about text not null,
     due_at timestamptz,
     on_event text,
     created_at timestamptz not null default clock_timestamp(),
     turn_id uuid references turns on delete set null,
     ended_at timestamptz,
     ended_reason text,
     primary key (conversation_id, number),
     check (due_at is not null or on_event is not null))`,
  `create index follow_ups_open on follow_ups (conversation_id) where turn_id is null and ended_at is null`,
  `create index follow_ups_due on follow_ups (due_at) where turn_id is null and ended_at is null`,
  `create index follow_ups_turn on follow_ups (turn_id) where turn_id is not null`,
];
