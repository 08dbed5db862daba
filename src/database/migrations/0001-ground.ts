import { type Kysely, sql } from 'kysely';

/** The first schema: customers, transcript, control, traces, approvals, effects, operators. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table customers (
     id uuid primary key,
     business_id text unique,
     name text, email text, phone text,
     created_at timestamptz not null default now())`,

  `create table addresses (
     id uuid primary key,
     customer_id uuid not null references customers,
     channel text not null,
     value text not null,
     proof text not null check (proof in ('claimed', 'channel-proved', 'business-proved')),
     created_at timestamptz not null default now(),
     unique (channel, value))`,
  `create index addresses_customer on addresses (customer_id)`,

  // controller and fence belong to the database: takeover works while no worker is up.
  // closed_reason is set while the case is closed; guidance is what an operator said when handing back.
  `create table conversations (
     id uuid primary key,
     customer_id uuid not null references customers,
     assistant text not null,
     status text not null default 'open' check (status in ('open', 'with_operator', 'closed')),
     needs text[] not null default '{}',
     chat_state text not null default 'idle',
     next_step text not null default '',
     controller text not null default 'assistant' check (controller in ('assistant', 'operator')),
     controlled_by uuid,
     fence int not null default 0,
     fence_seen int not null default 0,
     closed_reason text,
     guidance text,
     last_seq int not null default 0,
     last_customer_seq int not null default 0,
     claimed_seq int not null default 0,
     cost_micro_usd bigint not null default 0,
     created_at timestamptz not null default now(),
     updated_at timestamptz not null default now(),
     unique (customer_id, assistant))`,
  `create index conversations_updated on conversations (updated_at desc, id desc)`,
  `create index conversations_unseen on conversations (updated_at) where fence > fence_seen`,

  `create table messages (
     conversation_id uuid not null references conversations,
     seq int not null,
     id text not null,
     sender text not null check (sender in ('customer', 'assistant', 'operator')),
     kind text not null check (kind in ('message', 'answer', 'note')),
     channel text not null,
     address_id uuid references addresses,
     operator_id uuid,
     turn_id uuid,
     text text not null,
     citations jsonb not null default '[]',
     disposition text check (disposition in ('pending', 'answered', 'handed_over', 'closed')),
     reason text,
     at timestamptz not null default clock_timestamp(),
     primary key (conversation_id, seq),
     unique (conversation_id, id),
     check ((sender = 'customer') = (disposition is not null)))`,
  `create unique index messages_one_answer on messages (turn_id) where kind = 'answer'`,
  `create index messages_pending on messages (conversation_id, seq) where disposition = 'pending'`,

  // A turn's number is the workflow's; its id is given here, so that a repeated opening finds it again.
  `create table turns (
     id uuid primary key default gen_random_uuid(),
     conversation_id uuid not null references conversations,
     number int not null,
     trigger text not null,
     message_seqs int[] not null default '{}',
     work_turn_ids uuid[] not null default '{}',
     intent text,
     route jsonb,
     manifest_hash text not null,
     outcome text,
     reason text,
     opened_at timestamptz not null default clock_timestamp(),
     closed_at timestamptz,
     unique (conversation_id, number))`,

  `create table drafts (
     turn_id uuid primary key references turns,
     conversation_id uuid not null references conversations,
     attempt int not null,
     text text not null)`,
  `create index drafts_conversation on drafts (conversation_id)`,

  `create table steps (
     id text primary key,
     turn_id uuid not null references turns,
     parent_id text,
     kind text not null,
     component text not null,
     started_at timestamptz not null,
     ended_at timestamptz,
     attempts int not null,
     outcome text not null,
     input_tokens int, output_tokens int,
     cost_micro_usd bigint,
     detail jsonb)`,
  `create index steps_turn on steps (turn_id, started_at)`,

  `create table tool_calls (
     id text primary key,
     conversation_id uuid not null references conversations,
     turn_id uuid not null references turns,
     round int not null,
     position int not null,
     provider_call_id text not null,
     tool text not null,
     args jsonb,
     args_hash text,
     effect text not null,
     state text not null check (state in ('asked', 'waiting', 'done', 'failed', 'rejected', 'unknown')),
     result jsonb,
     unique (turn_id, round, position))`,

  `create table approvals (
     id uuid primary key,
     version int not null default 1,
     conversation_id uuid not null references conversations,
     turn_id uuid not null references turns,
     call_id text not null references tool_calls,
     tool text not null,
     args jsonb not null,
     args_hash text not null,
     reason text not null,
     role text not null,
     on_expiry text not null,
     expires_at timestamptz not null,
     state text not null default 'pending' check (state in ('pending', 'approved', 'rejected', 'expired')),
     decided_by uuid,
     decision_reason text,
     decided_at timestamptz,
     applied boolean not null default false,
     created_at timestamptz not null default now(),
     unique (call_id))`,
  `create index approvals_open on approvals (conversation_id) where not applied`,
  `create index approvals_state on approvals (state, created_at, id)`,

  // scope: the customer or the case that a key holds for (see domain/effect-key.ts).
  `create table effects (
     tool text not null,
     scope text not null,
     key text not null,
     state text not null check (state in ('intended', 'done', 'unknown')),
     call_id text not null,
     result jsonb,
     intended_at timestamptz not null default clock_timestamp(),
     settled_at timestamptz,
     primary key (tool, scope, key))`,

  `create table operators (
     id uuid primary key,
     email text not null unique,
     password_hash text not null,
     role text not null check (role in ('viewer', 'operator', 'approver', 'admin')),
     created_at timestamptz not null default now())`,

  `create table operator_sessions (
     token_hash text primary key,
     operator_id uuid not null references operators on delete cascade,
     expires_at timestamptz not null)`,

  `create table login_failures (
     email text not null,
     at timestamptz not null default now())`,
  `create index login_failures_email on login_failures (email, at)`,

  `create table setup_links (
     token_hash text primary key,
     expires_at timestamptz not null)`,

  `create table chat_sessions (
     token_hash text primary key,
     conversation_id uuid not null references conversations,
     address_id uuid not null references addresses,
     expires_at timestamptz not null)`,

  `create table audit (
     id bigint generated always as identity primary key,
     at timestamptz not null default clock_timestamp(),
     actor text not null,
     act text not null,
     subject text not null,
     allowed boolean not null,
     detail jsonb)`,
  `create index audit_subject on audit (subject, id)`,
];
