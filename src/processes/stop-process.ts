import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessIdentity } from './process-identity.ts';

/** A signal, and how long the process then has before the next one. */
export interface StopStep {
  readonly signal: NodeJS.Signals;
  readonly waitMs: number;
}

/**
 * Ends a process by ever firmer signals; true once it is gone. Each signal goes to that very process only,
 * never to another that was given its pid.
 */
export async function stopProcess(process: ProcessIdentity, steps: readonly StopStep[]): Promise<boolean> {
  for (const { signal, waitMs } of steps) {
    if (!(await isRunning(process))) return true;
    send(process.pid, signal);
    if (await isGone(process, waitMs)) return true;
  }
  return false;
}

const pollMs = 20;

async function isGone(process: ProcessIdentity, waitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < waitMs; waitedMs += pollMs) {
    if (!(await isRunning(process))) return true;
    await sleep(pollMs);
  }
  return !(await isRunning(process));
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It went between our look and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
