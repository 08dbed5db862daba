import { setTimeout as sleep } from 'node:timers/promises';
import { DataDirBusy, holdDataDir } from '../../data-dir.ts';
import { embeddedDatabase, readAccess, urlOf } from '../../database/embedded/access.ts';
import { type Database, openDatabase } from '../../database/open-database.ts';
import { bringUpDatabase } from '../../start/database-part.ts';
import type { Scene } from '../../start/scene.ts';

/**
 * The database that a start with these settings uses: the one of DATABASE_URL, else that of the start that runs on
 * DATA_DIR, else the embedded one, which then runs until the lifecycle ends. Its schema is brought up to date.
 */
export async function reachDatabase(scene: Scene): Promise<Database> {
  const { config, lifecycle } = scene;
  if (!config.database && !(await takeDataDir(scene))) {
    const url = await urlOfRunning(config.dataDir);
    return (await bringUpDatabase({ ...scene, config: { ...config, database: { url, directUrl: url } } })).db;
  }
  return (await bringUpDatabase({ config, lifecycle, log: scene.log, fail: scene.fail })).db;
}

/** False: a start holds it. */
async function takeDataDir({ config, lifecycle }: Scene): Promise<boolean> {
  try {
    await lifecycle.bringUp({
      name: 'DATA_DIR',
      begin: () => holdDataDir(config.dataDir),
      end: (held) => held.release(),
      endWithinMs: 500,
    });
    return true;
  } catch (error) {
    if (error instanceof DataDirBusy) return false;
    throw error;
  }
}

/** It may just be starting: then its port is not yet written down, or an earlier one is. */
async function urlOfRunning(dataDir: string): Promise<string> {
  const giveUpAtMs = Date.now() + waitMs;
  for (;;) {
    const url = await readAccess(dataDir).then(
      (access) => urlOf(access, embeddedDatabase),
      () => undefined,
    );
    if (url !== undefined && (await answers(url))) return url;
    if (Date.now() > giveUpAtMs)
      throw new Error(
        `Baton runs on DATA_DIR ${dataDir}, but not with the database in it: set DATABASE_URL as that start has it`,
      );
    await sleep(pauseMs);
  }
}

async function answers(url: string): Promise<boolean> {
  const db = openDatabase(url, { connectionsMax: 1 });
  try {
    await db.introspection.getSchemas();
    return true;
  } catch {
    return false;
  } finally {
    await db.destroy();
  }
}

const waitMs = 15_000;
const pauseMs = 250;
