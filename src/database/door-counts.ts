import { sql } from 'kysely';
import type { Database } from './open-database.ts';

export type DoorCounts = ReturnType<typeof createDoorCounts>;

/** Who came in of late, over all processes. What is older than the window is forgotten. */
export function createDoorCounts(db: Database) {
  return {
    /** Counts one in, unless so many of that key came in within the window: then false, and nothing is counted. */
    enter: (key: string, { most, windowMs }: { most: number; windowMs: number }): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${`door ${key}`}, 0))`.execute(tx);
        const since = sql<Date>`clock_timestamp() - ${windowMs} * interval '1 millisecond'`;
        const { count } = await tx
          .selectFrom('door_counts')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('key', '=', key)
          .where('at', '>=', since)
          .executeTakeFirstOrThrow();
        if (count >= most) return false;
        await tx.insertInto('door_counts').values({ key }).execute();
        return true;
      }),

    /** Forgets what no window counts any more. */
    async forget(windowMs: number): Promise<void> {
      await sql`delete from door_counts where ctid in (
        select ctid from door_counts where at < clock_timestamp() - ${windowMs} * interval '1 millisecond'
        limit 1000 for update skip locked)`.execute(db);
    },
  };
}
