import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Addresses } from '../../src/data-dir.ts';
import { findProcesses, type ProcessIdentity } from '../../src/processes/process-identity.ts';
import { eventually } from './eventually.ts';
import { temporalCli } from './temporal-cli.ts';

/** One run of Baton, in a process group of its own as a supervisor would start it. */
export interface BatonProcess {
  readonly pid: number;
  /** Exit code, or the signal that it died of. */
  readonly ended: Promise<number | NodeJS.Signals>;
  stdout(): string;
  stderr(): string;
  /** Where it serves, once it says so. Rejects with its output when it ends before. */
  ready(): Promise<Addresses>;
  signal(signal: NodeJS.Signals, to: 'process' | 'group'): void;
  /** Whether any process of its group is left. */
  hasGroup(): boolean;
}

export interface SpawnOptions {
  readonly dataDir: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Default: node src/main.ts. */
  readonly command?: readonly [string, ...string[]];
}

/** Starts Baton as a user would, on free ports, and doesn't wait for it. */
export async function spawnBaton({ dataDir, env = {}, command }: SpawnOptions): Promise<BatonProcess> {
  const [program, ...args] = command ?? [process.execPath, 'src/main.ts'];
  const child = spawn(program, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...(await baseEnvironment()), DATA_DIR: dataDir, ...env },
  });
  const output = collect(child);
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  await once(child, 'spawn');
  const pid = child.pid as number;
  return {
    pid,
    ended,
    ...output,
    // A killed start leaves its addresses behind: only this run's own count. Under npm its pid is not ours to know.
    ready: () => readyOf(dataDir, command ? undefined : pid, ended, output.stderr),
    signal: (signal, to) => send(to === 'group' ? -pid : pid, signal),
    hasGroup: () => send(-pid, 0),
  };
}

/** The servers that Baton started beside itself and that run on this DATA_DIR. */
export async function serversOn(dataDir: string): Promise<ProcessIdentity[]> {
  return [
    ...(await findProcesses(['-D', join(dataDir, 'postgresql')])),
    ...(await findProcesses(['--db-filename', join(dataDir, 'temporal.db')])),
  ];
}

/** What is killed: Baton's own group, or its database and Temporal with it. */
export type KillScope = 'group' | 'everything';

export type Baton = Awaited<ReturnType<typeof startBaton>>;

/** A Baton that is ready, and can be killed and started again on the same data. `stop` leaves nothing behind. */
export async function startBaton(env: Readonly<Record<string, string>> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'baton-process-'));
  await chmod(dataDir, 0o755);
  let run = await spawnBaton({ dataDir, env });
  let addresses = await run.ready().catch(async (error) => {
    await stop();
    throw error;
  });

  async function kill9(scope: KillScope): Promise<void> {
    const servers = scope === 'everything' ? await serversOn(dataDir) : [];
    run.signal('SIGKILL', 'group');
    for (const { pid } of servers) send(pid, 'SIGKILL');
    await run.ended;
  }

  async function stop(): Promise<void> {
    run.signal('SIGTERM', 'process');
    await run.ended;
    for (const { pid } of await serversOn(dataDir)) send(pid, 'SIGKILL');
    await eventually(async () => ((await serversOn(dataDir)).length === 0 ? true : undefined));
    await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
  }

  return {
    dataDir,
    get http() {
      return addresses.http;
    },
    get temporal() {
      return addresses.temporal;
    },
    get temporalUi() {
      return addresses.temporalUi ?? '';
    },
    get pid() {
      return run.pid;
    },
    get process() {
      return run;
    },
    /** As a deployment does it: asks it to stop, and waits until it has. */
    async shutDown(): Promise<void> {
      run.signal('SIGTERM', 'process');
      await run.ended;
    },
    kill9Group: () => kill9('group'),
    kill9Everything: () => kill9('everything'),
    kill9,
    /** Starts it again on the same data; its addresses may be others. */
    async startAgain(): Promise<void> {
      run = await spawnBaton({ dataDir, env });
      addresses = await run.ready();
    },
    stop,
  };
}

const root = join(import.meta.dirname, '../..');

/** Of our own surroundings only what programs need: whatever else is set here must not decide a test. */
async function baseEnvironment(): Promise<Record<string, string>> {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return {
    PATH: `${join(root, 'node_modules/.bin')}:${PATH}`,
    HOME,
    ...(TMPDIR !== undefined && { TMPDIR }),
    TEMPORAL_CLI: await temporalCli(),
    PORT: '0',
    TEMPORAL_PORT: '0',
    TEMPORAL_UI_PORT: '0',
    LOG_LEVEL: 'warn',
  };
}

function collect(child: ChildProcess) {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk;
    });
  }
  return { stdout: () => texts.stdout, stderr: () => texts.stderr };
}

async function readyOf(
  dataDir: string,
  pid: number | undefined,
  ended: BatonProcess['ended'],
  stderr: () => string,
): Promise<Addresses> {
  let outcome: number | NodeJS.Signals | undefined;
  void ended.then((end) => {
    outcome = end;
  });
  return await eventually(async () => {
    if (outcome !== undefined) throw new Error(`Baton ended with ${outcome}: ${stderr()}`);
    const addresses = await addressesIn(dataDir);
    return pid === undefined || addresses?.pid === pid ? addresses : undefined;
  }, 60_000);
}

async function addressesIn(dataDir: string): Promise<Addresses | undefined> {
  const text = await readFile(join(dataDir, 'addresses.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Addresses);
}

/** False: there is nobody to get it. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
