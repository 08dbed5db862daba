import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../../src/database/embedded/start-embedded-postgres.ts';
import { isPortBusy } from '../../../src/processes/ports.ts';
import { findProcesses } from '../../../src/processes/process-identity.ts';
import { startTemporalServer } from '../../../src/temporal/embedded/start-temporal-server.ts';
import { eventually } from '../../support/eventually.ts';
import { silentLog } from '../../support/silent-log.ts';
import { temporalCli } from '../../support/temporal-cli.ts';

export type Servers = Awaited<ReturnType<typeof startServers>>;

/** A PostgreSQL and a Temporal on disk, which can be killed and come back where they were, with what they knew. */
export async function startServers() {
  const folder = await mkdtemp(join(tmpdir(), 'baton-storm-'));
  const homes = { postgres: join(folder, 'postgres'), temporal: join(folder, 'temporal') };
  const startPostgres = () => startEmbeddedPostgres({ dataDir: homes.postgres, log: silentLog() });
  const cli = await temporalCli();
  const startTemporal = (port: number) =>
    startTemporalServer({
      ...{ cli, dataDir: homes.temporal, port, uiPort: 0, namespace: 'default', log: silentLog() },
    });
  let postgres = await startPostgres();
  let temporal = await startTemporal(0).catch(async (error) => {
    await postgres.stop();
    throw error;
  });
  const { url } = postgres;
  const { address } = temporal;
  const port = Number(address.split(':')[1]);

  /** Until nobody listens there: what died may hold its port for a moment. */
  const free = (busy: number) => eventually(async () => ((await isPortBusy(busy)) ? undefined : true));

  return {
    databaseUrl: url,
    temporalAddress: address,
    postgres: {
      kill: () => kill(['-D', join(homes.postgres, 'postgresql')]),
      async startAgain(): Promise<void> {
        await free(Number(new URL(url).port));
        postgres = await startPostgres();
        if (postgres.url !== url) throw new Error('the database came back elsewhere');
      },
    },
    temporal: {
      kill: () => kill(['--db-filename', join(homes.temporal, 'temporal.db')]),
      async startAgain(): Promise<void> {
        await free(port);
        temporal = await startTemporal(port);
      },
    },
    async stop(): Promise<void> {
      await temporal.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function kill(command: readonly string[]): Promise<void> {
  for (const { pid } of await findProcesses([...command])) process.kill(pid, 'SIGKILL');
}
