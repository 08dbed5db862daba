import { setTimeout as sleep } from 'node:timers/promises';
import { oneLine } from './one-line.ts';

/** One thing that a start brings up, and how it comes down again. */
export interface Part<T> {
  readonly name: string;
  begin(signal: AbortSignal): Promise<T>;
  end(part: T): Promise<void>;
  /** How long it may take to end; then the next one's turn comes. */
  readonly endWithinMs: number;
}

/** What has been brought up so far; it comes down in reverse. */
export interface Lifecycle {
  /** Rejects with Stopped once a stop was asked for. */
  bringUp<T>(part: Part<T>): Promise<T>;
  /** Takes everything down, once, however often it is called; never rejects. */
  stop(): Promise<void>;
  isStopping(): boolean;
}

/** The start was given up because somebody asked us to stop. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Longest wait, at a stop, for parts that are just coming up. */
const beginningsMs = 8_000;

export function createLifecycle(log: { debug(line: string): void; warn(line: string): void }): Lifecycle {
  const up: { name: string; endWithinMs: number; end: () => Promise<void> }[] = [];
  const beginnings = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  let stopped: Promise<void> | undefined;

  async function bringUp<T>(part: Part<T>): Promise<T> {
    if (stopping.signal.aborted) throw new Stopped('stopped while starting');
    const beginning = part.begin(stopping.signal).then((begun) => {
      up.push({ name: part.name, endWithinMs: part.endWithinMs, end: () => part.end(begun) });
      return begun;
    });
    beginnings.add(beginning);
    try {
      return await beginning;
    } catch (error) {
      throw stopping.signal.aborted ? new Stopped('stopped while starting') : error;
    } finally {
      beginnings.delete(beginning);
    }
  }

  async function takeDown(): Promise<void> {
    stopping.abort();
    // What is halfway up would be left behind: let it come up, then take it down.
    await within(beginningsMs, Promise.allSettled(beginnings));
    for (let part = up.pop(); part; part = up.pop()) {
      const { name, end, endWithinMs } = part;
      const outcome = await within(endWithinMs, settled(end));
      if (outcome === undefined) log.debug(`${name} stopped`);
      else log.warn(`${name} did not stop cleanly: ${outcome}`);
    }
  }

  return {
    bringUp,
    stop: () => {
      stopped ??= takeDown();
      return stopped;
    },
    isStopping: () => stopping.signal.aborted,
  };
}

/** Undefined, or what went wrong. */
async function settled(end: () => Promise<void>): Promise<string | undefined> {
  try {
    await end();
    return undefined;
  } catch (error) {
    return oneLine(error);
  }
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T | string> {
  const over = new AbortController();
  const timeout = sleep(ms, 'it takes too long', { signal: over.signal }).catch(() => '');
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    over.abort();
  }
}
