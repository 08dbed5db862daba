import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** One process of this machine; the start mark tells it from a later one under the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startMark: string;
}

/** When the process was started, as an opaque mark; undefined when it is gone or a zombie. */
export async function startMarkOf(pid: number): Promise<string | undefined> {
  return onLinux ? startMarkInProc(pid) : startMarkByPs(pid);
}

/** Whether that very process still runs. */
export async function isRunning(process: ProcessIdentity): Promise<boolean> {
  return (await startMarkOf(process.pid)) === process.startMark;
}

/**
 * The processes whose command line holds these arguments, one right after the other. Without a pid file,
 * nothing can be stale or lost: an orphan is found even when its starter died before it could write one.
 */
export async function findProcesses(argumentRun: readonly string[]): Promise<ProcessIdentity[]> {
  const commandLines = onLinux ? await commandLinesInProc() : await commandLinesByPs();
  const wanted = ` ${argumentRun.join(' ')} `;
  const found: ProcessIdentity[] = [];
  for (const { pid, line } of commandLines) {
    if (pid === process.pid || !` ${line} `.includes(wanted)) continue;
    const startMark = await startMarkOf(pid);
    if (startMark !== undefined) found.push({ pid, startMark });
  }
  return found;
}

const onLinux = process.platform === 'linux';

/** The boot's id belongs in the mark: clock ticks begin again with each boot, and so do pids. */
async function startMarkInProc(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The second field is the command in brackets, and it may hold spaces and brackets of its own.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  const startTicks = fields[19];
  if (state === undefined || startTicks === undefined || 'ZX'.includes(state)) return undefined;
  const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${bootId.trim()}:${startTicks}`;
}

async function startMarkByPs(pid: number): Promise<string | undefined> {
  const row = await ps(['-o', 'stat=,lstart=', '-p', String(pid)]).catch(() => '');
  const [, state, startedAt] = /^\s*(\S+)\s+(.+?)\s*$/.exec(row) ?? [];
  return state === undefined || state.startsWith('Z') ? undefined : startedAt;
}

type CommandLine = { pid: number; line: string };

async function commandLinesInProc(): Promise<CommandLine[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = pids.map(async (pid) => {
    const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    return { pid: Number(pid), line: raw.replaceAll('\0', ' ') };
  });
  return Promise.all(lines);
}

async function commandLinesByPs(): Promise<CommandLine[]> {
  const rows = (await ps(['-axww', '-o', 'pid=,command='])).split('\n');
  return rows.flatMap((row) => {
    const [, pid, line] = /^\s*(\d+)\s+(.*)$/.exec(row) ?? [];
    return pid === undefined || line === undefined ? [] : [{ pid: Number(pid), line }];
  });
}

/** A fixed zone and language: the start mark must read the same in every shell. */
async function ps(args: string[]): Promise<string> {
  const env = { PATH: '/bin:/usr/bin', LC_ALL: 'C', TZ: 'UTC' };
  const { stdout } = await promisify(execFile)('ps', args, { env, maxBuffer: 16_000_000 });
  return stdout;
}
