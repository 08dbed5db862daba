import type { ToolLog } from 'baton';
import pg from 'pg';
import { prepareShop } from './prepare.ts';

/** Something that runs statements: the pool, or one connection within a transaction. */
export type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * The shop's own database: `SHOP_DATABASE_URL`, else Baton's `DATABASE_URL`. Opened at the first call of a tool, with
 * its tables made and filled. Rejects when no address is set or nobody answers there; the tool's log says why, and the
 * next call tries again.
 */
export async function shopDatabase(log: ToolLog): Promise<pg.Pool> {
  try {
    const pool = poolAt(process.env.SHOP_DATABASE_URL || process.env.DATABASE_URL);
    await preparedToday(pool);
    return pool;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.error("The shop's database can't be used", { reason });
    throw error;
  }
}

/** Runs several statements as one. What `work` throws undoes them. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (db: Queryable) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let isBroken = true;
  try {
    // Ends before the client gives up, so that no transaction is left to itself while it waits for a lock.
    await client.query('begin; set local statement_timeout = 4000');
    const result = await work(client).catch(async (error) => {
      await client.query('rollback');
      isBroken = false;
      throw error;
    });
    await client.query('commit');
    isBroken = false;
    return result;
  } finally {
    client.release(isBroken);
  }
}

/** The day in UTC as an ISO 8601 date, so many days from today. */
export function dayFromToday(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

let opened: { url: string; pool: pg.Pool } | undefined;
let prepared: { pool: pg.Pool; day: string; done: Promise<void> } | undefined;

function poolAt(url: string | undefined): pg.Pool {
  if (!url) throw new Error('expected SHOP_DATABASE_URL or DATABASE_URL to name a Postgres, found neither');
  if (opened?.url === url) return opened.pool;
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: 3_000,
    // A client whose server fell silent would never come back to the pool. Set here, not in the session: a pooler may
    // stand between, and gives sessions to others.
    query_timeout: 5_000,
    allowExitOnIdle: true,
    application_name: 'baton-shop',
  });
  // An idle connection that breaks is replaced at the next query; unheard, its error would end the process.
  pool.on('error', () => {});
  void opened?.pool.end().catch(() => {});
  opened = { url, pool };
  return pool;
}

/** Once a day for each process, because the demo's dates grow old while it runs. */
function preparedToday(pool: pg.Pool): Promise<void> {
  const day = dayFromToday(0);
  if (prepared?.pool === pool && prepared.day === day) return prepared.done;
  const current = { pool, day, done: inTransaction(pool, prepareShop) };
  current.done.catch(() => {
    if (prepared === current) prepared = undefined;
  });
  prepared = current;
  return current.done;
}
