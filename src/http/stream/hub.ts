import type { FastifyBaseLogger } from 'fastify';
import { bounds } from '../../domain/bounds.ts';
import type { Bus, StreamTimes } from '../dependencies.ts';
import type { Reader } from './reader.ts';
import { createRoom, type Room, type StreamRows } from './room.ts';

/** All event streams of this process. */
export interface Hub {
  /** Tells a reader the past after `lastEventId` (unusable: the newest messages), then lets it in. */
  enter(conversationId: string, reader: Reader, lastEventId: number | undefined): Promise<void>;
  /** For a reader whose connection has gone. */
  leave(conversationId: string, reader: Reader): void;
  /** Resolves when everything received so far has been told. */
  settled(): Promise<void>;
  close(): void;
}

interface Member {
  readonly room: Room;
  readonly readers: Set<Reader>;
  readonly unsubscribe: () => void;
}

export function createHub(rows: StreamRows, bus: Bus, log: FastifyBaseLogger, times: StreamTimes): Hub {
  const members = new Map<string, Member>();
  const heartbeat = setInterval(() => everyReader((reader) => reader.tellAlive()), times.heartbeatMs).unref();
  const polling = setInterval(() => void poll(), times.pollMs).unref();
  let isPolling = false;
  let isClosed = false;

  const hub: Hub = {
    async enter(conversationId, reader, lastEventId) {
      await replay(rows, conversationId, reader, lastEventId);
      if (!reader.isOpen) return;
      if (isClosed) return reader.end();
      const member = members.get(conversationId) ?? open(conversationId);
      member.readers.add(reader);
      member.room.join(reader);
    },
    leave(conversationId, reader) {
      const member = members.get(conversationId);
      member?.readers.delete(reader);
      member?.room.leave(reader);
      if (member?.readers.size === 0) {
        member.unsubscribe();
        members.delete(conversationId);
      }
    },
    async settled() {
      await Promise.all([...members.values()].map((member) => member.room.settled()));
    },
    close() {
      isClosed = true;
      clearInterval(heartbeat);
      clearInterval(polling);
      everyReader((reader) => reader.end());
    },
  };
  bus.onSettle(hub.settled);
  return hub;

  function open(conversationId: string): Member {
    const room = createRoom(conversationId, rows, (err) => log.warn({ err }, 'a stream could not be served'));
    const member = {
      room,
      readers: new Set<Reader>(),
      unsubscribe: bus.subscribe(conversationId, room.receive),
    };
    members.set(conversationId, member);
    return member;
  }

  function everyReader(act: (reader: Reader) => void): void {
    for (const { readers } of members.values()) for (const reader of readers) act(reader);
  }

  /** One question for all conversations: where is more than their readers know? */
  async function poll(): Promise<void> {
    if (isPolling || members.size === 0) return;
    isPolling = true;
    try {
      for (const pulse of await rows.conversations.pulses([...members.keys()])) {
        const room = members.get(pulse.conversationId)?.room;
        if (room && !room.knows(pulse)) room.catchUp();
      }
    } catch (err) {
      log.warn({ err }, 'could not look for missed messages');
    } finally {
      isPolling = false;
    }
  }
}

/** Page by page, waiting for a slow reader. Only rows: they stay true however long it takes. */
async function replay(
  rows: StreamRows,
  conversationId: string,
  reader: Reader,
  lastEventId: number | undefined,
): Promise<void> {
  const newest = await rows.messages.last(conversationId, bounds.streamBacklogMax);
  const newestSeq = newest.at(-1)?.seq ?? 0;
  if (lastEventId === undefined || lastEventId > newestSeq) {
    for (const message of newest) reader.tellMessage(message);
    return;
  }
  reader.startAfter(lastEventId);
  while (reader.isOpen) {
    const page = await rows.messages.after(conversationId, reader.lastSeq, bounds.pageItemsMax);
    for (const message of page) reader.tellMessage(message);
    if (page.length < bounds.pageItemsMax) return;
    await reader.drained();
  }
}
