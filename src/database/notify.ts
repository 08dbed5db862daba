import { sql } from 'kysely';
import type { Hint, PausesHint } from '../domain/hint.ts';
import type { Database } from './open-database.ts';

/** The LISTEN/NOTIFY channel that hints travel on. */
export const hintChannel = 'baton_hints';

/** Hints to every process. Within a transaction it goes out with the commit, in the order of commits. */
export async function notify(db: Database, hint: Hint | PausesHint): Promise<void> {
  await sql`select pg_notify(${hintChannel}, ${JSON.stringify(hint)})`.execute(db);
}
