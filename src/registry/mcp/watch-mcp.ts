import { setTimeout as sleep } from 'node:timers/promises';
import { componentIdOf } from '../../domain/component.ts';
import type { McpChange } from '../../domain/mcp.ts';
import { type Found, lookAtServer, type NoteOffers, type Watched } from './look-at-server.ts';

export interface Watch {
  readonly watched: readonly Watched[];
  readonly note: NoteOffers;
  readonly status: ServerStatus;
  readonly log: { info(details: object, text: string): void; warn(details: object, text: string): void };
  readonly intervalMs?: number;
}

/** Where all processes are told whether a component can be reached. */
export interface ServerStatus {
  trouble(
    component: string,
    trouble: { readonly state: 'down' | 'degraded'; readonly reason: string; readonly trialInMs: number },
  ): Promise<void>;
  recover(component: string): Promise<void>;
}

/**
 * Looks at what each server offers, at once and again and again, so that a server may come up late. What differs from
 * what is pinned is told and not taken; a server that can't be asked counts as down.
 */
export function watchMcp({ watched, note, status, log, intervalMs = 60_000 }: Watch): {
  /** A call to that server has failed: look at it now. */
  lookSoon(assistant: string, server: string): void;
  stop(): Promise<void>;
} {
  const stopped = new AbortController();
  const wakes = new Map<string, () => void>();
  const running = Promise.all(watched.map(keepLooking));

  async function keepLooking(one: Watched): Promise<void> {
    const component = componentIdOf(one.assistant, 'api', one.server.name);
    const teller = createTeller(log, { assistant: one.assistant, server: one.server.name });
    for (let failures = 0; !stopped.signal.aborted; ) {
      try {
        const found = await lookAtServer(one, note, stopped.signal);
        if (teller.tellFound(found)) await status.recover(component);
        for (const change of found.changes) await markTool(one, change);
        failures = 0;
      } catch (error) {
        if (stopped.signal.aborted) return;
        failures += 1;
        teller.tellTrouble(nameOf(error));
        await status.trouble(component, { state: 'down', reason: downReason, trialInMs }).catch(() => {});
      }
      const waitMs = failures === 0 ? intervalMs : Math.min(intervalMs, retryMs * 2 ** Math.min(failures, 5));
      await pause(component, waitMs);
    }
  }

  /** Whoever chooses between tools, and whoever looks at them, is told. */
  async function markTool({ assistant, server }: Watched, { kind, tool }: McpChange): Promise<void> {
    const component = componentIdOf(assistant, 'tool', server.tools.get(tool)?.as ?? tool);
    const reason = degradedReasons[kind];
    if (reason === undefined) return await status.recover(component);
    await status.trouble(component, { state: 'degraded', reason, trialInMs });
  }

  async function pause(component: string, ms: number): Promise<void> {
    const wake = new AbortController();
    // However many calls fail, a server is asked about so often at most.
    const soonest = Date.now() + Math.min(ms, retryMs);
    const signal = AbortSignal.any([stopped.signal, wake.signal]);
    wakes.set(component, () => wake.abort());
    await sleep(ms, undefined, { signal }).catch(() => {});
    const restMs = soonest - Date.now();
    if (restMs > 0) await sleep(restMs, undefined, { signal: stopped.signal }).catch(() => {});
  }

  return {
    lookSoon: (assistant, server) => wakes.get(componentIdOf(assistant, 'api', server))?.(),
    async stop() {
      stopped.abort();
      await running;
    },
  };
}

const retryMs = 500;
const trialInMs = 2_000;
const degradedReasons: Readonly<Record<McpChange['kind'], string | undefined>> = {
  pinned: undefined,
  as_pinned: undefined,
  changed: 'its server offers it otherwise than it is pinned',
  gone: 'its server no longer offers it',
};
const downReason = 'it cannot be asked for its tools';

/** Tells operators of a server what they weren't told before. */
function createTeller(log: Watch['log'], about: object) {
  let trouble: string | undefined;
  let isFirst = true;
  const told = new Set<string>();
  return {
    /** Whether the server was not known to be well. */
    tellFound({ changes, unusable }: Found): boolean {
      const isNews = isFirst || trouble !== undefined;
      if (trouble !== undefined) log.info(about, 'an MCP server can be asked again');
      [isFirst, trouble] = [false, undefined];
      for (const change of changes) {
        const level = change.kind === 'changed' || change.kind === 'gone' ? 'warn' : 'info';
        log[level]({ ...about, ...change }, changeTexts[change.kind]);
      }
      for (const [tool, reason] of unusable) {
        if (!told.has(tool)) log.warn({ ...about, tool, reason }, 'a tool of an MCP server is not usable');
        told.add(tool);
      }
      for (const tool of told) if (!unusable.has(tool)) told.delete(tool);
      return isNews;
    },
    tellTrouble(reason: string): void {
      if (reason !== trouble) log.warn({ ...about, reason }, 'an MCP server cannot be asked for its tools');
      trouble = reason;
    },
  };
}

const changeTexts = {
  pinned: 'a tool of an MCP server is pinned as it is offered now',
  changed:
    'an MCP server offers a tool otherwise than pinned; the pinned one stays until an admin accepts the change',
  gone: 'an MCP server no longer offers a tool that is pinned',
  as_pinned: 'an MCP server offers a tool as pinned again',
} as const satisfies Record<McpChange['kind'], string>;

/** A vendor's message may hold anything; what kind of error it was tells enough. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'error';
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? ` ${String(cause.code)}` : '';
  const status = 'status' in error && typeof error.status === 'number' ? ` ${error.status}` : '';
  return `${error.name}${status}${code}`;
}
