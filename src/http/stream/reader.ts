import type { Writable } from 'node:stream';
import type { Draft } from '../../database/drafts.ts';
import type { Message } from '../../domain/message.ts';
import { httpBounds } from '../http-bounds.ts';
import {
  commentFrame,
  type DeltaEvent,
  deltaFrame,
  messageFrame,
  type StatusEvent,
  statusFrame,
} from './frames.ts';

/** One open event stream: what its page has been told, and the way to tell it more. */
export interface Reader {
  /** The newest message that the page has. */
  readonly lastSeq: number;
  readonly isOpen: boolean;
  startAfter(seq: number): void;
  tellMessage(message: Message): void;
  tellStatus(status: StatusEvent): void;
  /** False: the delta doesn't go on from what the page is known to have, so the database must be asked. */
  tellDelta(delta: DeltaEvent): boolean;
  /** The draft as it stands in the database now; undefined: there is none. */
  tellDraft(draft: Draft | undefined): void;
  tellAlive(): void;
  /** Resolves when what was told has left, so that a long past isn't piled up. */
  drained(): Promise<void>;
  end(): void;
}

/** What the page shows of an answer in the making. */
interface Shown {
  readonly turnId: string;
  readonly attempt: number;
  readonly length: number;
  /** False once control may have changed since: then only the database says whether there is more. */
  readonly isSure: boolean;
}

export function createReader(socket: Writable): Reader {
  let lastSeq = 0;
  let status: StatusEvent | undefined;
  let shown: Shown | undefined;

  function write(text: string): void {
    if (socket.destroyed || socket.writableEnded) return;
    socket.write(text);
    if (socket.writableLength > httpBounds.streamBufferBytesMax) socket.destroy();
  }

  return {
    get lastSeq() {
      return lastSeq;
    },
    get isOpen() {
      return !socket.destroyed && !socket.writableEnded;
    },
    startAfter(seq) {
      lastSeq = seq;
    },
    tellMessage(message) {
      if (message.seq <= lastSeq) return;
      lastSeq = message.seq;
      if (message.kind === 'answer' && message.turnId === shown?.turnId) shown = undefined;
      else if (message.from !== 'customer' && shown) shown = { ...shown, isSure: false };
      write(messageFrame(message));
    },
    tellStatus(next) {
      if (next.state !== 'working') shown = undefined;
      if (status?.state === next.state && status.nextStep === next.nextStep) return;
      status = next;
      write(statusFrame(next));
    },
    tellDelta({ turnId, attempt, offset, text }) {
      if (!shown?.isSure || shown.turnId !== turnId) return false;
      if (attempt !== shown.attempt) return attempt < shown.attempt;
      if (offset !== shown.length) return offset + text.length <= shown.length;
      shown = { ...shown, length: shown.length + text.length };
      write(deltaFrame({ turnId, attempt, offset, text }));
      return true;
    },
    tellDraft(draft) {
      const before = shown;
      shown = draft && {
        turnId: draft.turnId,
        attempt: draft.attempt,
        length: draft.text.length,
        isSure: true,
      };
      if (!draft) return;
      const { turnId, attempt } = draft;
      const goesOn = before?.turnId === turnId && before.attempt === attempt;
      const offset = goesOn ? before.length : 0;
      // An empty piece of a new attempt still says that the old one is void.
      const isNews = draft.text.length > offset || (before !== undefined && !goesOn);
      if (isNews) write(deltaFrame({ turnId, attempt, offset, text: draft.text.slice(offset) }));
    },
    tellAlive: () => write(commentFrame),
    drained: () => drained(socket),
    end() {
      if (socket.writableEnded) return;
      socket.end();
      // Who doesn't read doesn't see the end either.
      setTimeout(() => socket.destroy(), httpBounds.streamEndMs).unref();
    },
  };
}

function drained(socket: Writable): Promise<void> {
  return new Promise((resolve) => {
    if (!socket.writableNeedDrain || socket.destroyed) return resolve();
    const patience = setTimeout(() => socket.destroy(), httpBounds.streamDrainMs);
    const goOn = () => {
      clearTimeout(patience);
      socket.off('drain', goOn).off('close', goOn);
      resolve();
    };
    socket.on('drain', goOn).on('close', goOn);
  });
}
