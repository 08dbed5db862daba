import type { Log } from './dependencies.ts';

/** Tells operators that a tool failed. What it said itself may hold anything, so that is for who debugs. */
export function noteToolFailure(log: Log, tool: string, error: unknown): void {
  log.warn({ tool }, 'a tool failed');
  log.debug({ tool, error }, 'why the tool failed');
}
