import { type Kysely, sql } from 'kysely';

/** How components are: what troubles them, what operators paused, incidents and who is told of them; manifests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // A component without a row is well.
  `create table component_troubles (
     component text primary key,
     state text not null check (state in ('degraded', 'down')),
     reason text not null,
     since timestamptz not null default clock_timestamp(),
     -- When one that is down may next be tried, by whoever moves this on first.
     trial_at timestamptz not null default clock_timestamp(),
     trials int not null default 0)`,

  // '*', an assistant, or a component.
  `create table pauses (
     scope text primary key,
     manner text not null check (manner in ('hand_over', 'wait')),
     reason text,
     paused_by text not null,
     paused_at timestamptz not null default clock_timestamp())`,

  `create table incidents (
     id uuid primary key default gen_random_uuid(),
     component text not null,
     state text not null check (state in ('degraded', 'down')),
     reason text not null,
     serves text not null,
     opened_at timestamptz not null default clock_timestamp(),
     closed_at timestamptz,
     closed_because text)`,
  `create unique index incidents_one_open on incidents (component) where closed_at is null`,
  `create index incidents_newest on incidents (opened_at desc, id desc)`,

  // What monitors are told: one opening and one closing of each incident.
  `create table alerts (
     id uuid primary key default gen_random_uuid(),
     incident_id uuid not null references incidents on delete cascade,
     kind text not null check (kind in ('opened', 'closed')),
     attempts int not null default 0,
     due_at timestamptz not null default clock_timestamp(),
     sent_at timestamptz,
     given_up_at timestamptz,
     unique (incident_id, kind))`,
  `create index alerts_due on alerts (due_at) where sent_at is null and given_up_at is null`,

  // Text, not jsonb: the order of agents and models counts.
  `create table manifests (
     hash text primary key,
     assistant text not null,
     body json not null,
     stored_at timestamptz not null default clock_timestamp())`,
];
