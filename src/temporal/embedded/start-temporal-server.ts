import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type BackgroundProcess, startInBackground } from '../../processes/background-process.ts';
import { findFreePort, isPortBusy } from '../../processes/ports.ts';
import { findProcesses } from '../../processes/process-identity.ts';
import { type StopStep, stopProcess } from '../../processes/stop-process.ts';
import { TemporalEmbeddedError } from './temporal-embedded-error.ts';

/** What the embedded Temporal dev server is started with. */
export interface TemporalServerOptions {
  /** Path of the Temporal CLI. */
  readonly cli: string;
  /** Where its SQLite file and log go; in memory, for tests, without one. */
  readonly dataDir?: string;
  /** 0 is any free port. */
  readonly port: number;
  readonly uiPort: number;
  readonly namespace: string;
  /** Temporal's own keys, with JSON values. */
  readonly dynamicConfig?: Readonly<Record<string, string>>;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/** A running Temporal server of our own, on the loopback interface. */
export interface TemporalServer {
  /** Host and port of its gRPC interface. */
  readonly address: string;
  readonly uiUrl: string;
  /** Settles when the server has ended, also when nobody asked it to. */
  readonly ended: Promise<void>;
  /** Ends it within 3 s. Repeatable. */
  stop(): Promise<void>;
}

/**
 * Starts a dev server. One that a killed start left on the same file is stopped first. Throws
 * TemporalEmbeddedError, naming the variable when a port is taken.
 */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const { log } = options;
  const home = await homeOf(options.dataDir);
  try {
    if (home.databaseFile !== undefined) await stopOrphans(home.databaseFile, log);
    const running = await startOnPorts(options, home);
    return {
      address: `127.0.0.1:${running.port}`,
      uiUrl: `http://127.0.0.1:${running.uiPort}`,
      ended: running.server.ended,
      stop: async () => {
        if (!(await stopProcess(running.server, stopSteps))) log.warn('the Temporal server did not stop');
        await home.remove();
      },
    };
  } catch (error) {
    await home.remove();
    throw error;
  }
}

/** The file's journal survives the last step: what was acknowledged is in it. */
const stopSteps: readonly StopStep[] = [
  { signal: 'SIGTERM', waitMs: 2_000 },
  { signal: 'SIGKILL', waitMs: 500 },
];

interface Home {
  readonly databaseFile: string | undefined;
  readonly logFile: string;
  remove(): Promise<void>;
}

async function homeOf(dataDir: string | undefined): Promise<Home> {
  if (dataDir === undefined) {
    const folder = await mkdtemp(join(tmpdir(), 'baton-temporal-'));
    const remove = () => rm(folder, { recursive: true, force: true });
    return { databaseFile: undefined, logFile: join(folder, 'temporal.log'), remove };
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return {
    databaseFile: join(dataDir, 'temporal.db'),
    logFile: join(dataDir, 'logs', 'temporal.log'),
    remove: async () => {},
  };
}

async function stopOrphans(databaseFile: string, log: Pick<Logger, 'info'>): Promise<void> {
  for (const orphan of await findProcesses(['--db-filename', databaseFile])) {
    log.info(`stopping the Temporal server that an earlier start left running (pid ${orphan.pid})`);
    if (await stopProcess(orphan, stopSteps)) continue;
    throw new TemporalEmbeddedError(
      `an earlier start's Temporal server (pid ${orphan.pid}) runs on ${databaseFile} and cannot be stopped: end it by hand`,
    );
  }
}

interface Running {
  readonly server: BackgroundProcess;
  readonly port: number;
  readonly uiPort: number;
}

const startAttemptsMax = 3;

/** A port found free, and those that the server picks itself, may be lost to another before it listens. */
async function startOnPorts(options: TemporalServerOptions, home: Home): Promise<Running> {
  let reason = '';
  for (let attempt = 1; attempt <= startAttemptsMax; attempt += 1) {
    const port = await choosePort(options.port, 'TEMPORAL_PORT');
    const uiPort = await choosePort(options.uiPort, 'TEMPORAL_UI_PORT');
    const server = await spawnServer(options, home, port, uiPort);
    if (await serves(server)) return { server, port, uiPort };
    reason = lastComplaint(await server.output());
    await stopProcess(server, stopSteps);
  }
  const where = options.dataDir === undefined ? '' : ` (see ${home.logFile})`;
  throw new TemporalEmbeddedError(`the Temporal server does not start: ${reason}${where}`);
}

/** Asked before the server tries: a stranger's Temporal on the port would otherwise be taken for ours. */
async function choosePort(wanted: number, variable: string): Promise<number> {
  if (wanted === 0) return findFreePort();
  if (!(await isPortBusy(wanted))) return wanted;
  throw new TemporalEmbeddedError(
    `port ${wanted} is taken by another program: set ${variable} to a free one (0 is any), or TEMPORAL_ADDRESS to a Temporal that runs`,
  );
}

function spawnServer(
  options: TemporalServerOptions,
  home: Home,
  port: number,
  uiPort: number,
): Promise<BackgroundProcess> {
  const file = home.databaseFile === undefined ? [] : ['--db-filename', home.databaseFile, ...pragmas];
  const dynamicConfig = { ...dynamicConfigDefaults, ...options.dynamicConfig };
  const ports = ['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(uiPort)];
  const values = Object.entries(dynamicConfig).flatMap(([k, v]) => ['--dynamic-config-value', `${k}=${v}`]);
  return startInBackground({
    command: options.cli,
    args: ['server', 'start-dev', ...file, ...ports, '--namespace', options.namespace, ...values, ...plain],
    // The user's TEMPORAL_… variables are meant for clients.
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    logFile: home.logFile,
  });
}

/** A third faster than SQLite's defaults, and still safe against our own and the server's death. */
const pragmas = ['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'];
/** Temporal's own settings that Baton counts on; `deploy/` has the same ones. */
export const dynamicConfigDefaults = {
  // Spares the server a quarter of its CPU; off by default.
  'system.enableActivityEagerExecution': 'true',
  // By default any timer of less than a second may come up to a second late: the pause before a turn, retries, timeouts.
  'history.timerProcessorMaxTimeShift': '"100ms"',
  // Priorities and fair shares among assistants; off by default.
  'matching.enableFairness': 'true',
  // Each part of a queue has its share of the queue's rate, so that only a whole one keeps it exactly.
  'matching.numTaskqueueReadPartitions': '1',
  'matching.numTaskqueueWritePartitions': '1',
};
const plain = ['--color', 'never', '--log-level', 'warn', '--disable-config-file'];

const startWithinMs = 60_000;

/** The server says where it serves once it does; that it is ours who says so, its own log proves. */
async function serves(server: BackgroundProcess): Promise<boolean> {
  const deadlineMs = Date.now() + startWithinMs;
  while (!server.hasEnded() && Date.now() < deadlineMs) {
    if (/^Server:/m.test(await server.output())) return true;
    await sleep(50);
  }
  return false;
}

function lastComplaint(output: string): string {
  const complaint = output.split('\n').findLast((line) => /level=ERROR|[Ee]rror/.test(line));
  return /msg="(.*)"/.exec(complaint ?? '')?.[1] ?? complaint?.trim() ?? 'it does not answer';
}
