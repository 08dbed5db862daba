import type { Config } from '../config.ts';
import { startEmbeddedPostgres } from '../database/embedded/start-embedded-postgres.ts';
import { type Database, migrate, openDatabase } from '../database/open-database.ts';
import { Stopped } from './lifecycle.ts';
import { oneLine } from './one-line.ts';
import type { Scene } from './scene.ts';
import { waitForServer } from './wait-for-server.ts';

/** The user's database, or one of our own; reached and migrated. */
export interface DatabasePart {
  readonly db: Database;
  readonly directUrl: string;
}

export async function bringUpDatabase({ config, lifecycle, log, fail }: Scene): Promise<DatabasePart> {
  const urls = config.database ?? (await bringUpEmbedded({ config, lifecycle, log, fail }));
  const db = await lifecycle.bringUp({
    name: 'database pool',
    begin: async () => openDatabase(urls.url),
    end: (pool) => pool.destroy(),
    endWithinMs: 1_000,
  });
  const name = config.database ? 'the database of DATABASE_URL' : 'the database';
  await lifecycle
    .bringUp({
      name: 'database schema',
      begin: (signal) => waitForServer(() => migrate(db), { name, mayComeUp, log, signal }),
      end: async () => {},
      endWithinMs: 0,
    })
    .catch((error) => {
      throw error instanceof Stopped ? error : new Error(`${name} cannot be prepared: ${oneLine(error)}`);
    });
  return { db, directUrl: urls.directUrl };
}

/** A server that is not there yet, is coming up or has no room; a wrong password or name stays wrong. */
function mayComeUp(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: string };
  if (typeof code === 'string') return unreachable.includes(code) || notNow.includes(code);
  // The driver's own words; they have no code.
  return /^(timeout exceeded|Connection terminated)/.test(message ?? '');
}

const unreachable = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
];
/** PostgreSQL's codes: starting up, shutting down, too many connections. */
const notNow = ['57P03', '57P01', '53300'];

async function bringUpEmbedded(scene: Scene): Promise<NonNullable<Config['database']>> {
  const { config, lifecycle, log, fail } = scene;
  const server = await lifecycle.bringUp({
    name: 'embedded database',
    begin: () => startEmbeddedPostgres({ dataDir: config.dataDir, log }),
    end: (running) => running.stop(),
    endWithinMs: 4_000,
  });
  // An assistant's tools find the same Postgres, ours or the user's, where its documentation says.
  process.env.DATABASE_URL = server.url;
  void server.ended.then(() => fail(new Error('the embedded database ended by itself')));
  return { url: server.url, directUrl: server.url };
}
