import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { runsAsTemporal } from './runs-as-temporal.ts';

const buildMs = 30 * 60_000;
const progressEveryMs = 20_000;
const outputTextMax = 10_000;

/**
 * Builds the CLI from its Go module into `folder`; undefined, and a line that says why, when that fails. Long
 * enough that silence would look like a hang, so it tells how it goes.
 */
export async function buildCli(options: {
  folder: string;
  version: string;
  /** Path of the go program. */
  go: string;
  progress: (line: string) => void;
  signal?: AbortSignal;
}): Promise<string | undefined> {
  const { folder, version, go, progress, signal } = options;
  progress('building the Temporal CLI with go: about 6 minutes on 2 cores the first time');
  const startedAtMs = Date.now();
  const ticker = setInterval(() => {
    progress(`still building the Temporal CLI (${Math.round((Date.now() - startedAtMs) / 1_000)} s)`);
  }, progressEveryMs);
  const outcome = await runGo(go, `github.com/temporalio/cli/cmd/temporal@v${version}`, folder, signal);
  clearInterval(ticker);
  signal?.throwIfAborted();
  const cli = join(folder, 'temporal');
  if (outcome.code === 0 && (await runsAsTemporal(cli))) return cli;
  progress(`the Temporal CLI cannot be built here (${outcome.lastLine})`);
  return undefined;
}

async function runGo(go: string, module: string, folder: string, signal: AbortSignal | undefined) {
  // A group of its own, so that the compilers end with it.
  const child = spawn(go, ['install', module], {
    env: { ...process.env, GOBIN: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const giveUp = () => killGroup(child.pid);
  const timer = setTimeout(giveUp, buildMs);
  signal?.addEventListener('abort', giveUp);
  let output = '';
  child.stderr.on('data', (chunk) => {
    output = (output + chunk).slice(-outputTextMax);
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output = error.message;
      resolve(null);
    });
    child.once('close', resolve);
  });
  clearTimeout(timer);
  signal?.removeEventListener('abort', giveUp);
  return { code, lastLine: output.trim().split('\n').at(-1) ?? '' };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
