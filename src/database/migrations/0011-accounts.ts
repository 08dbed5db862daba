import { type Kysely, sql } from 'kysely';

/** Accounts that are taken away, and an audit that is read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The row stays, because transcripts and the audit name it.
  `alter table operators add column disabled_at timestamptz`,
  `create index audit_by_actor on audit (actor, id)`,
];
