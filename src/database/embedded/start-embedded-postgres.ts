import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type BackgroundProcess, startInBackground } from '../../processes/background-process.ts';
import { findFreePort, isPortBusy } from '../../processes/ports.ts';
import { findProcesses } from '../../processes/process-identity.ts';
import { type StopStep, stopProcess } from '../../processes/stop-process.ts';
import { type Access, embeddedDatabase, keepAccess, urlOf } from './access.ts';
import { awaitServing } from './await-serving.ts';
import { findPostgresBinaries } from './binaries.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { ensureCluster } from './init-cluster.ts';
import { openPassage, type RunAs, runAsOurselves } from './passage.ts';
import { findServerUser } from './server-user.ts';

/** A PostgreSQL of our own, on the loopback interface. */
export interface EmbeddedPostgres {
  readonly url: string;
  /** Settles when the server has ended, also when nobody asked it to. */
  readonly ended: Promise<void>;
  /** Ends it within 4 s; clients still connected are cut off. Repeatable. */
  stop(): Promise<void>;
}

/**
 * Starts the cluster in `dataDir`, which the caller holds; makes it the first time. A server that a killed
 * start left there is stopped first. Throws EmbeddedPostgresError.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: Pick<Logger, 'info' | 'warn'>;
}): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const folder = join(dataDir, 'postgresql');
  await stopOrphans(folder, log);
  const { initdb, postgres } = await findPostgresBinaries();
  const user = await findServerUser();
  const runAs = user ? await openPassage(user, dataDir, postgres) : runAsOurselves;
  const access = await ensureCluster({ dataDir, folder, initdb, runAs, user });
  const running = await startOnSomePort({ dataDir, folder, postgres, runAs, access });
  return {
    url: urlOf(running.access, embeddedDatabase),
    ended: running.server.ended,
    stop: async () => {
      if (!(await stopProcess(running.server, stopSteps))) log.warn('the embedded database did not stop');
    },
  };
}

/** Fast shutdown, then the immediate one (crash recovery follows at the next start), then the end. */
const stopSteps: readonly StopStep[] = [
  { signal: 'SIGINT', waitMs: 2_500 },
  { signal: 'SIGQUIT', waitMs: 500 },
  { signal: 'SIGKILL', waitMs: 500 },
];

async function stopOrphans(folder: string, log: Pick<Logger, 'info'>): Promise<void> {
  for (const orphan of await findProcesses(['-D', folder])) {
    log.info(`stopping the embedded database that an earlier start left running (pid ${orphan.pid})`);
    if (await stopProcess(orphan, stopSteps)) continue;
    throw new EmbeddedPostgresError(
      `an earlier start's database (pid ${orphan.pid}) runs on ${folder} and cannot be stopped: end it by hand`,
    );
  }
}

interface ServerPlan {
  readonly dataDir: string;
  readonly folder: string;
  readonly postgres: string;
  readonly runAs: RunAs;
  readonly access: Access;
}

interface Running {
  readonly access: Access;
  readonly server: BackgroundProcess;
}

const startAttemptsMax = 4;

/** The port of last time if it is free. Somebody may take a free one before the server does: then another. */
async function startOnSomePort(plan: ServerPlan): Promise<Running> {
  let reason = '';
  for (let attempt = 1; attempt <= startAttemptsMax; attempt += 1) {
    const access = { ...plan.access, port: await choosePort(plan.access.port) };
    const server = await spawnServer(plan, access.port);
    const outcome = await awaitServing(server, access).catch(async (error) => {
      await stopProcess(server, stopSteps);
      throw error;
    });
    if (outcome === 'serving') {
      await keepAccess(plan.dataDir, access);
      return { access, server };
    }
    reason = lastComplaint(await server.output());
    // Helpers of a postmaster that was killed hold its shared memory for a moment.
    await sleep(500);
  }
  const logFile = logFileIn(plan.dataDir);
  throw new EmbeddedPostgresError(`the embedded database does not start: ${reason} (see ${logFile})`);
}

async function choosePort(lastPort: number): Promise<number> {
  return lastPort === 0 || (await isPortBusy(lastPort)) ? findFreePort() : lastPort;
}

function spawnServer(
  { dataDir, folder, postgres, runAs }: ServerPlan,
  port: number,
): Promise<BackgroundProcess> {
  const settings = serverSettings.flatMap((setting) => ['-c', setting]);
  return startInBackground({
    ...runAs(postgres, ['-D', folder, '-p', String(port), ...settings]),
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    logFile: logFileIn(dataDir),
  });
}

/** Terse, because an error's detail line quotes the row, and a row may hold a customer's words. */
const serverSettings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_error_verbosity=terse',
  'log_checkpoints=off',
];

const logFileIn = (dataDir: string) => join(dataDir, 'logs', 'postgresql.log');

function lastComplaint(output: string): string {
  const complaints = output.split('\n').filter((line) => /FATAL|PANIC|ERROR|error/.test(line));
  return complaints.at(-1)?.trim() ?? 'it ended without a word';
}
