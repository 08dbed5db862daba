import { readdir, readFile } from 'node:fs/promises';
import { findProcesses } from '../../src/processes/process-identity.ts';

/** CPU time of processes and all their descendants so far, ms. Ended children count once they were waited for. */
export async function cpuMsOf(roots: readonly number[]): Promise<number> {
  const all = await readProcesses();
  const isBelow = (pid: number): boolean => {
    if (roots.includes(pid)) return true;
    const parent = all.get(pid)?.parent;
    return parent !== undefined && isBelow(parent);
  };
  const ticks = [...all].filter(([pid]) => isBelow(pid)).reduce((sum, [, { ticks }]) => sum + ticks, 0);
  return (ticks * 1_000) / ticksPerSecond;
}

/** Resident memory of one process, bytes. */
export async function memoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1_024;
}

/** The child of this process whose command line holds these arguments; other benches and tests run the same programs. */
export async function childRunning(argumentRun: readonly string[]): Promise<number> {
  const all = await readProcesses();
  const found = await findProcesses(argumentRun);
  const child = found.find(({ pid }) => all.get(pid)?.parent === process.pid);
  if (!child) throw new Error(`no child runs with ${argumentRun.join(' ')}`);
  return child.pid;
}

/** Fixed in Linux's interface to programs. */
const ticksPerSecond = 100;

interface Usage {
  readonly parent: number;
  readonly ticks: number;
}

async function readProcesses(): Promise<Map<number, Usage>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map(async (pid) => [pid, await readUsage(pid)] as const));
  return new Map(found.filter((entry): entry is [number, Usage] => entry[1] !== undefined));
}

async function readUsage(pid: number): Promise<Usage | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The second field is the command in brackets, and it may hold spaces and brackets of its own.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [own, system, endedOwn, endedSystem] = fields.slice(11, 15) as [number, number, number, number];
  return { parent: fields[1] ?? 0, ticks: own + system + endedOwn + endedSystem };
}
