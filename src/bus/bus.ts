import { randomUUID } from 'node:crypto';
import type { Hint } from '../domain/hint.ts';
import { type Listener, openListener } from './listener.ts';
import { type Wire, wireSchema } from './wire.ts';

/** Hints between processes, and the certainty that every process has acted on those so far. */
export interface Bus {
  /** Hints of one conversation, in the order that the database committed them. Returns how to stop. */
  subscribe(conversationId: string, listener: (hint: Hint) => void): () => void;
  /** Hints of every conversation, for who watches them all. Returns how to stop. */
  subscribeAll(listener: (hint: Hint) => void): () => void;
  /** Told whenever what is paused has changed. Returns how to stop. */
  onPauses(look: () => void): () => void;
  /** Named work is awaited before this process confirms a barrier: what hints set off, and still runs. */
  onSettle(work: () => Promise<void>): void;
  /** True once every live process has handled all hints committed before; false if one didn't in time. */
  barrier(timeoutMs: number): Promise<boolean>;
  /** Whether hints arrive at the moment. */
  isListening(): boolean;
  close(): Promise<void>;
}

/** Listens on a connection of its own, which must go straight to Postgres, not through a pooler. */
export async function openBus(directUrl: string): Promise<Bus> {
  const subscribers = new Map<string, Set<(hint: Hint) => void>>();
  const watchers = new Set<(hint: Hint) => void>();
  const pauseWatchers = new Set<() => void>();
  const works: (() => Promise<void>)[] = [];
  const barriers = new Map<string, () => void>();
  const listener: Listener = await openListener(directUrl, receive);

  function receive(payload: string): void {
    const wire = parse(payload);
    if (!wire) return;
    if (wire.kind === 'barrier') void confirm(wire.nonce);
    else if (wire.kind === 'settled') barriers.get(wire.nonce)?.();
    else if (wire.kind === 'pauses') for (const look of pauseWatchers) look();
    else for (const listen of [...(subscribers.get(wire.conversationId) ?? []), ...watchers]) listen(wire);
  }

  async function confirm(nonce: string): Promise<void> {
    await Promise.allSettled(works.map((work) => work()));
    await listener.notify({ kind: 'settled', nonce }).catch(() => {});
  }

  return {
    subscribe(conversationId, listen) {
      const set = subscribers.get(conversationId) ?? new Set();
      subscribers.set(conversationId, set.add(listen));
      return () => {
        set.delete(listen);
        if (set.size === 0 && subscribers.get(conversationId) === set) subscribers.delete(conversationId);
      };
    },
    subscribeAll(listen) {
      watchers.add(listen);
      return () => void watchers.delete(listen);
    },
    onPauses(look) {
      pauseWatchers.add(look);
      return () => void pauseWatchers.delete(look);
    },
    onSettle: (work) => void works.push(work),
    isListening: () => listener.isConnected(),
    close: () => listener.close(),
    async barrier(timeoutMs) {
      const nonce = randomUUID();
      try {
        return await confirmedByAll(listener, nonce, barriers, timeoutMs);
      } catch {
        return false;
      } finally {
        barriers.delete(nonce);
      }
    },
  };
}

async function confirmedByAll(
  listener: Listener,
  nonce: string,
  barriers: Map<string, () => void>,
  timeoutMs: number,
): Promise<boolean> {
  const expected = await listener.countListeners();
  let confirmed = 0;
  const all = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => all.resolve(false), timeoutMs);
  barriers.set(nonce, () => {
    confirmed += 1;
    if (confirmed >= expected) all.resolve(true);
  });
  await listener.notify({ kind: 'barrier', nonce });
  return await all.promise.finally(() => clearTimeout(timer));
}

function parse(payload: string): Wire | undefined {
  try {
    return wireSchema.safeParse(JSON.parse(payload)).data;
  } catch {
    return undefined;
  }
}
