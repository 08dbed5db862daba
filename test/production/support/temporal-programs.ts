import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from '../../../src/processes/file-lock.ts';

/** The server as production runs it, and the tool that sets its databases up. */
export interface TemporalPrograms {
  readonly server: string;
  readonly sqlTool: string;
}

/** The one of the images in docker-compose.yml. */
export const serverVersion = '1.29.1';

/**
 * Both programs, from the cache or built into it by Go, which takes minutes and is told as it goes. Undefined, and a
 * line that says why, where neither is possible.
 */
export async function temporalPrograms(
  progress: (line: string) => void,
): Promise<TemporalPrograms | undefined> {
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'baton');
  const programs = {
    server: join(cache, `temporal-server-${serverVersion}`),
    sqlTool: join(cache, `temporal-sql-tool-${serverVersion}`),
  };
  if (await areThere(programs)) return programs;
  await mkdir(cache, { recursive: true });
  const lockFile = join(cache, `temporal-server-${serverVersion}.lock`);
  const giveUpAt = Date.now() + buildMaxMs;
  let lock = tryLock(lockFile);
  if (!lock) progress('another run builds the Temporal server; waiting for it');
  while (!lock && Date.now() < giveUpAt) {
    await sleep(500);
    lock = tryLock(lockFile);
  }
  try {
    if (await areThere(programs)) return programs;
    return lock && (await build(join(cache, `temporal-server-${serverVersion}.new`), programs, progress));
  } finally {
    lock?.release();
  }
}

async function build(folder: string, programs: TemporalPrograms, progress: (line: string) => void) {
  progress(`building the Temporal server ${serverVersion} with go: some 3 to 6 minutes the first time`);
  const startedAtMs = Date.now();
  const ticker = setInterval(() => {
    progress(`still building the Temporal server (${Math.round((Date.now() - startedAtMs) / 1_000)} s)`);
  }, 20_000);
  try {
    await mkdir(folder, { recursive: true });
    const failure = await goInstall(folder);
    if (failure !== undefined) {
      progress(`the Temporal server cannot be built here (${failure})`);
      return undefined;
    }
    // The server last: it being there means that both are.
    await rename(join(folder, 'sql'), programs.sqlTool);
    await rename(join(folder, 'server'), programs.server);
    return programs;
  } finally {
    clearInterval(ticker);
    await rm(folder, { recursive: true, force: true });
  }
}

const buildMaxMs = 30 * 60_000;
const outputTextMax = 10_000;

/** Undefined, or the last line of what went wrong. */
async function goInstall(folder: string): Promise<string | undefined> {
  const packages = ['cmd/server', 'cmd/tools/sql'].map(
    (path) => `go.temporal.io/server/${path}@v${serverVersion}`,
  );
  const child = spawn('go', ['install', ...packages], {
    env: { ...process.env, GOBIN: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: buildMaxMs,
  });
  let output = '';
  child.stderr.on('data', (chunk) => {
    output = (output + chunk).slice(-outputTextMax);
  });
  try {
    const [code] = await once(child, 'close');
    return code === 0 ? undefined : (output.trim().split('\n').at(-1) ?? `go ended with ${code}`);
  } catch (error) {
    return (error as Error).message;
  }
}

const areThere = ({ server, sqlTool }: TemporalPrograms) =>
  Promise.all([server, sqlTool].map((path) => access(path, constants.X_OK))).then(
    () => true,
    () => false,
  );
