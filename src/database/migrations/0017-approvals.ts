import { type Kysely, sql } from 'kysely';

/** Reminders before approvals expire, and links by which people decide. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // What the assistant asked for, where a person has changed it.
  `alter table approvals add column asked_args jsonb`,
  `alter table approvals add column remind_at timestamptz`,
  `alter table approvals add column reminded_at timestamptz`,

  // Each works once, in the name of one operator, for the version that they saw.
  `create table decision_links (
     id uuid primary key default gen_random_uuid(),
     approval_id uuid not null references approvals,
     version int not null,
     operator_id uuid not null references operators,
     expires_at timestamptz not null,
     used_at timestamptz,
     created_at timestamptz not null default clock_timestamp())`,
  `create index decision_links_of on decision_links (approval_id)`,

  // Monitors hear of decisions that are about to expire, too.
  `alter table alerts alter column incident_id drop not null`,
  `alter table alerts add column approval_id uuid references approvals on delete cascade`,
  `alter table alerts drop constraint alerts_kind_check`,
  `alter table alerts add constraint alerts_kind_check check (kind in ('opened', 'closed', 'reminder'))`,
  `create unique index alerts_one_reminder on alerts (approval_id) where kind = 'reminder'`,
];
