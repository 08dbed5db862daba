import { sql } from 'kysely';
import type { Database } from './open-database.ts';

/** How many failed logins are borne, of whom: `key` is an e-mail or a network address. */
export interface FailureLimit {
  readonly key: string;
  readonly failuresMax: number;
}

export type LoginFailures = ReturnType<typeof createLoginFailures>;

/** Failed logins of the last minutes, over all processes. */
export function createLoginFailures(db: Database) {
  return {
    /**
     * Counts an attempt as failed before the password is looked at, so that parallel guesses can't all pass the
     * count. False: a limit is reached, and nothing was counted.
     */
    begin: (limits: readonly FailureLimit[], since: Date): Promise<boolean> =>
      db.transaction().execute(async (tx) => {
        await sql`select pg_advisory_xact_lock(hashtextextended('login failures', 0))`.execute(tx);
        await tx.deleteFrom('login_failures').where('at', '<', since).execute();
        for (const { key, failuresMax } of limits) {
          if ((await count(tx, key)) >= failuresMax) return false;
        }
        await tx
          .insertInto('login_failures')
          .values(limits.map(({ key }) => ({ email: key })))
          .execute();
        return true;
      }),

    /** The password was right: the e-mail starts afresh, and the network address gets this one attempt back. */
    async forgive(email: string, address: string): Promise<void> {
      await db.deleteFrom('login_failures').where('email', '=', email).execute();
      await sql`
        delete from login_failures where ctid in (
          select ctid from login_failures where email = ${address} order by at desc limit 1)`.execute(db);
    },
  };
}

async function count(tx: Database, key: string): Promise<number> {
  const row = await tx
    .selectFrom('login_failures')
    .select((eb) => eb.fn.countAll<number>().as('failures'))
    .where('email', '=', key)
    .executeTakeFirstOrThrow();
  return row.failures;
}
