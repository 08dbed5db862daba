import { sql } from 'kysely';
import type { PauseManner } from '../domain/component.ts';
import type { Database } from './open-database.ts';

/**
 * How any of these scopes is paused, the widest first; undefined: none is. To be asked in the transaction that does what
 * a pause forbids: that one and a pause that is being made come one after the other.
 */
export async function pausedAs(tx: Database, scopes: readonly string[]): Promise<PauseManner | undefined> {
  if (scopes.length === 0) return undefined;
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${lockName}, 0))`.execute(tx);
  // A statement of its own, so that it sees what was written before the lock was had.
  const rows = await tx
    .selectFrom('pauses')
    .select(['scope', 'manner'])
    .where('scope', 'in', scopes)
    .execute();
  const manners = new Map(rows.map(({ scope, manner }) => [scope, manner]));
  const widest = scopes.find((scope) => manners.has(scope));
  return widest === undefined ? undefined : manners.get(widest);
}

/** Waits until nobody is in the middle of what a pause forbids, and lets nobody begin before the transaction ends. */
export async function holdForPause(tx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${lockName}, 0))`.execute(tx);
}

const lockName = 'pauses';
