import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/database/embedded/start-embedded-postgres.ts';
import { startTemporalServer } from '../../src/temporal/embedded/start-temporal-server.ts';
import { startCluster } from '../../test/production/support/start-cluster.ts';
import { temporalPrograms } from '../../test/production/support/temporal-programs.ts';
import { silentLog } from '../../test/support/silent-log.ts';
import { temporalCli } from '../../test/support/temporal-cli.ts';
import { childRunning } from './process-usage.ts';
import type { Undo } from './undo.ts';

/** Where Temporal keeps its state, with all that Baton runs on. */
export interface Store {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** Undefined, and a line that says why, where it can't be had. */
  start(undo: Undo, folder: string): Promise<Servers | undefined>;
}

export interface Servers {
  readonly temporal: { readonly address: string; readonly pid: number };
  readonly postgres: { readonly url: string; readonly pid: number };
}

/** The dev server on a file, as `npm start` runs it, and a PostgreSQL for Baton alone. */
export const onSqlite: Store = {
  name: 'SQLite',
  async start(undo, folder) {
    const log = silentLog();
    const postgres = await undo.bringUp(
      () => startEmbeddedPostgres({ dataDir: join(folder, 'postgres'), log }),
      (running) => running.stop(),
    );
    const [cli, dataDir] = [await temporalCli(), join(folder, 'temporal')];
    const server = await undo.bringUp(
      () => startTemporalServer({ cli, dataDir, port: 0, uiPort: 0, namespace: 'default', log }),
      (running) => running.stop(),
    );
    const temporalPid = await childRunning(['--db-filename', join(dataDir, 'temporal.db')]);
    return {
      temporal: { address: server.address, pid: temporalPid },
      postgres: { url: postgres.url, pid: await postgresAt(postgres.url) },
    };
  },
};

/** Production's server and files, on one PostgreSQL with Baton. */
export const onPostgres: Store = {
  name: 'PostgreSQL',
  async start(undo) {
    const programs = await temporalPrograms((line) => console.error(line));
    if (!programs) return undefined;
    const { temporal, superUrl } = await undo.bringUp(
      () => startCluster(programs),
      (cluster) => cluster.stop(),
    );
    return {
      temporal: { address: temporal.address, pid: await childRunning(['--env', 'server']) },
      postgres: { url: superUrl, pid: await postgresAt(superUrl) },
    };
  },
};

const postgresAt = (url: string) => childRunning(['-p', new URL(url).port]);
