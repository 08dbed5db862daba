import type { Config } from '../config.ts';
import { startEmbeddedPostgres } from '../database/embedded/start-embedded-postgres.ts';
import { type Database, migrate, openDatabase } from '../database/open-database.ts';
import { oneLine } from './one-line.ts';
import type { Scene } from './scene.ts';

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
  await migrate(db).catch((error) => {
    throw new Error(
      `the database ${config.database ? 'of DATABASE_URL ' : ''}cannot be prepared: ${oneLine(error)}`,
    );
  });
  return { db, directUrl: urls.directUrl };
}

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
