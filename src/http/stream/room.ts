import type { Pulse } from '../../database/conversations.ts';
import { bounds } from '../../domain/bounds.ts';
import type { Hint } from '../../domain/hint.ts';
import { customerNextStep } from '../../domain/projection.ts';
import type { Rows } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import type { StatusEvent } from './frames.ts';
import type { Reader } from './reader.ts';

/** Everybody in this process who reads one conversation's stream. */
export interface Room {
  /** Brings a reader who has the past up to the present; from then on it is told what happens. */
  join(reader: Reader): void;
  leave(reader: Reader): void;
  receive(hint: Hint): void;
  /** Looks in the database for what no hint told of. */
  catchUp(): void;
  /** Resolves when all that came before has been told. */
  settled(): Promise<void>;
  /** Whether the readers know of this; to be asked when nothing is under way. */
  knows(pulse: Pulse): boolean;
}

export type StreamRows = Pick<Rows, 'conversations' | 'messages'>;

type Work = () => Promise<void> | undefined;

/**
 * Works off one thing after the other, at once where nothing must be read. So what was committed earlier is told
 * earlier, and a piece of an answer can't be told after the takeover that ended it: whatever doesn't plainly go
 * on from what a reader has is looked up in the database, where a takeover has deleted it.
 */
export function createRoom(
  conversationId: string,
  rows: StreamRows,
  onFailure: (error: unknown) => void,
): Room {
  const readers = new Set<Reader>();
  const queue: Work[] = [];
  let isBusy = false;
  /** That of the newest status told. */
  let version = -1;

  /** False: too much waits already, and nobody is told anything any more. */
  function put(work: Work): boolean {
    if (queue.length >= httpBounds.streamQueueMax) {
      giveUp();
      return false;
    }
    queue.push(work);
    if (!isBusy) void workOff();
    return true;
  }

  /** Runs without a pause until something must be read. */
  async function workOff(): Promise<void> {
    isBusy = true;
    for (let work = queue.shift(); work !== undefined; work = queue.shift()) {
      try {
        const reading = work();
        if (reading) await reading;
      } catch (error) {
        onFailure(error);
      }
    }
    isBusy = false;
  }

  /** The database is too slow for what happens; readers come back and begin from rows. */
  function giveUp(): void {
    for (const reader of readers) reader.end();
    readers.clear();
  }

  function tell(hint: Hint): Promise<void> | undefined {
    switch (hint.kind) {
      case 'message':
        return hint.seq > oldestSeq() ? tellMessages() : undefined;
      case 'status':
        return hint.version > version ? void tellStatus(hint) : undefined;
      case 'changed':
        return undefined;
      case 'delta': {
        const unsure = [...readers].filter((reader) => !reader.tellDelta(hint));
        return unsure.length > 0 ? tellPresent(unsure) : undefined;
      }
    }
  }

  const oldestSeq = () => Math.min(...[...readers].map((reader) => reader.lastSeq));

  async function tellMessages(upToSeq = Number.POSITIVE_INFINITY): Promise<void> {
    while (readers.size > 0 && oldestSeq() < upToSeq) {
      const page = await rows.messages.after(conversationId, oldestSeq(), bounds.pageItemsMax);
      for (const message of page)
        if (message.seq <= upToSeq) for (const reader of readers) reader.tellMessage(message);
      if (page.length < bounds.pageItemsMax) return;
    }
  }

  function tellStatus(status: StatusEvent & { readonly version: number }): void {
    const { state, nextStep } = status;
    version = status.version;
    for (const reader of readers) reader.tellStatus({ state, nextStep });
  }

  /** All as it stood at one moment; hints of earlier moments that still come then change nothing. */
  async function tellPresent(unsure: readonly Reader[]): Promise<void> {
    const present = await rows.conversations.present(conversationId);
    if (!present) return;
    const { lastSeq, chatState: state } = present;
    await tellMessages(lastSeq);
    tellStatus({ state, version: present.version, nextStep: customerNextStep[state] });
    for (const reader of unsure) reader.tellDraft(state === 'working' ? present.draft : undefined);
  }

  async function bringIn(reader: Reader): Promise<void> {
    if (!reader.isOpen) return;
    readers.add(reader);
    try {
      await tellPresent([reader]);
    } catch (error) {
      reader.end();
      throw error;
    }
  }

  return {
    join: (reader) => {
      if (!put(() => bringIn(reader))) reader.end();
    },
    leave: (reader) => void readers.delete(reader),
    receive: (hint) => void put(() => (readers.size > 0 ? tell(hint) : undefined)),
    catchUp: () => void put(() => (readers.size > 0 ? tellPresent([]) : undefined)),
    settled: () =>
      new Promise((resolve) => {
        if (!put(() => void resolve())) resolve();
      }),
    knows: (pulse) => isBusy || (oldestSeq() >= pulse.lastSeq && version >= pulse.version),
  };
}
