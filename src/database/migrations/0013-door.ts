import { type Kysely, sql } from 'kysely';

/** Who came in of late, so that no process lets in more than all together may. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  'create table door_counts (key text not null, at timestamptz not null default clock_timestamp())',
  'create index door_counts_key_at on door_counts (key, at)',
  'create index door_counts_at on door_counts (at)',
];
