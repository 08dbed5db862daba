import type { ServerResponse } from 'node:http';
import type { Hint } from '../../domain/hint.ts';
import type { Bus } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { commentFrame, frame } from './frames.ts';

/** Tells operators' pages which conversations have changed; what changed they read themselves. */
export interface ConsoleFeed {
  /** `isWelcome` is asked with each heartbeat: a session that has ended ends its stream. */
  join(socket: ServerResponse, isWelcome: () => Promise<boolean>): void;
  leave(socket: ServerResponse): void;
  close(): void;
}

/** One look at the bus for all pages of the process; changes of a moment travel together. */
export function createConsoleFeed(bus: Bus, heartbeatMs: number): ConsoleFeed {
  const readers = new Map<ServerResponse, () => Promise<boolean>>();
  const changed = new Set<string>();
  let telling: NodeJS.Timeout | undefined;
  const unsubscribe = bus.subscribeAll(note);
  const heartbeat = setInterval(() => void beat(), heartbeatMs).unref();

  function note(hint: Hint): void {
    if (hint.kind === 'delta' || readers.size === 0) return;
    changed.add(hint.conversationId);
    telling ??= setTimeout(tell, httpBounds.consoleFeedPauseMs);
  }

  function tell(): void {
    telling = undefined;
    // Too many to name: the page then reads anew whatever it shows.
    const ids = changed.size > httpBounds.consoleFeedIdsMax ? null : [...changed];
    changed.clear();
    for (const socket of readers.keys()) write(socket, frame('changed', { conversationIds: ids }));
  }

  function write(socket: ServerResponse, text: string): void {
    if (socket.destroyed || socket.writableEnded) return;
    socket.write(text);
    if (socket.writableLength > httpBounds.streamBufferBytesMax) socket.destroy();
  }

  async function beat(): Promise<void> {
    for (const [socket, isWelcome] of [...readers]) {
      // A database that can't be asked ends nobody's stream.
      if (await isWelcome().catch(() => true)) write(socket, commentFrame);
      else socket.end();
    }
  }

  return {
    join(socket, isWelcome) {
      readers.set(socket, isWelcome);
      write(socket, commentFrame);
    },
    leave: (socket) => void readers.delete(socket),
    close() {
      unsubscribe();
      clearInterval(heartbeat);
      clearTimeout(telling);
      for (const socket of readers.keys()) socket.end();
    },
  };
}
