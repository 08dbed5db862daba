import type { Database } from './open-database.ts';

/**
 * Whether the turn has no outcome yet. One that a newer run has ended may still have work under way that nobody told;
 * asked with the conversation's row locked, that work comes to nothing.
 */
export async function isTurnOpen(tx: Database, turnId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('turns')
    .select('id')
    .where('id', '=', turnId)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
