import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type ProcessIdentity, startMarkOf } from './process-identity.ts';

/** What to run beside us, and where its output goes. */
export interface BackgroundCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Whom to run it as, when we are root and it must not be. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** A child in a process group of its own. */
export interface BackgroundProcess extends ProcessIdentity {
  /** Settles when the child has ended, however it ended. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** What it has logged since this start, the last 100 kB of it. */
  output(): Promise<string>;
}

/**
 * Starts a child that outlives a Ctrl-C in our terminal, so that we may drain before it goes. Its output goes
 * straight to a file: a pipe would break under it when we are killed. Throws when it cannot be started.
 */
export async function startInBackground(options: BackgroundCommand): Promise<BackgroundProcess> {
  await mkdir(dirname(options.logFile), { recursive: true });
  await rotate(options.logFile);
  const log = await open(options.logFile, 'a', 0o600);
  try {
    const { size: startBytes } = await log.stat();
    const child = spawn(options.command, options.args, {
      env: options.env,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...options.user,
    });
    await once(child, 'spawn');
    child.unref();
    let hasEnded = false;
    const ended = once(child, 'exit').then(() => {
      hasEnded = true;
    });
    const pid = child.pid as number;
    // Gone already: a mark that no process has, so that nobody else is ever taken for it.
    const startMark = (await startMarkOf(pid)) ?? 'ended';
    const output = async () =>
      (await readFile(options.logFile)).subarray(startBytes).subarray(-100_000).toString();
    return { pid, startMark, ended, hasEnded: () => hasEnded, output };
  } finally {
    await log.close();
  }
}

const logBytesMax = 10_000_000;

/** Keeps one older log, so that no number of starts fills the disk. */
async function rotate(logFile: string): Promise<void> {
  const bytes = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  );
  if (bytes > logBytesMax) await rename(logFile, `${logFile}.1`);
}
