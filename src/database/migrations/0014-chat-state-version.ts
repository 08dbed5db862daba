import { type Kysely, sql } from 'kysely';

/** Tells an older status from a newer one, whichever way each travelled. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw('alter table conversations add column chat_state_version integer not null default 0')
    .execute(db);
}
