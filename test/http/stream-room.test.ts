import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import type { Present } from '../../src/database/conversations.ts';
import type { StoredMessage } from '../../src/database/messages.ts';
import type { Hint } from '../../src/domain/hint.ts';
import { customerNextStep } from '../../src/domain/projection.ts';
import { createReader } from '../../src/http/stream/reader.ts';
import { createRoom } from '../../src/http/stream/room.ts';
import { createStreamCheck } from '../start/support/stream-check.ts';

const conversationId = 'c';
const status = (state: Present['chatState'], version: number): Hint => ({
  ...{ kind: 'status', conversationId, state, version, nextStep: customerNextStep[state] },
});
const delta = (turnId: string, offset: number, text: string): Hint => ({
  ...{ kind: 'delta', conversationId, turnId, attempt: 1, offset, text },
});
const answer = (seq: number, turnId: string) =>
  ({
    ...{ id: `m${seq}`, seq, from: 'assistant', kind: 'answer', turnId, text: 'So.', citations: [] },
    ...{ channel: 'web', at: '2026-01-01T00:00:00.000Z', disposition: null, reason: null },
  }) as unknown as StoredMessage;

/** A page in a room whose database stands as told; what it heard, and what breaks the stream's contract. */
async function enter(present: Omit<Present, 'conversationId'>, messages: StoredMessage[]) {
  const socket = new PassThrough();
  const check = createStreamCheck();
  const heard: string[] = [];
  socket.setEncoding('utf8').on('data', (frames: string) => {
    for (const frame of frames.split('\n\n').filter(Boolean)) {
      const [, event = '', data = ''] = /event: (\w+)\ndata: (.*)/.exec(frame) ?? [];
      const parsed = JSON.parse(data);
      check.heard({ event, data: parsed });
      heard.push(`${event} ${parsed.state ?? parsed.kind ?? `${parsed.turnId} ${parsed.offset}`}`);
    }
  });
  const now = { present, messages };
  const rows = {
    conversations: { present: async () => ({ ...now.present, conversationId }) },
    messages: {
      after: async (_id: string, seq: number) => now.messages.filter((message) => message.seq > seq),
    },
  } as unknown as Parameters<typeof createRoom>[1];
  const room = createRoom(conversationId, rows, (error) => assert.fail(String(error)));
  room.join(createReader(socket));
  return {
    now,
    room,
    /** What the page hears of these hints, told one after the other. */
    async after(...hints: Hint[]): Promise<string[]> {
      for (const hint of hints) room.receive(hint);
      await room.settled();
      await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(check.faults, []);
      return heard.splice(0);
    },
  };
}

const draftOf = (turnId: string, text: string) => ({ turnId, attempt: 1, text });

test('hints from before what a page was told when it came change nothing', async () => {
  const present = {
    lastSeq: 2,
    chatState: 'working',
    version: 3,
    draft: draftOf('b', 'One. Two. '),
  } as const;
  const page = await enter(present, [answer(2, 'a')]);
  const seen = await page.after(
    ...[status('working', 1), delta('a', 0, 'So.'), status('idle', 2), status('working', 3)],
    ...[delta('b', 0, 'One. '), delta('b', 5, 'Two. '), delta('b', 10, 'Three.')],
  );
  assert.deepEqual(seen, ['message answer', 'status working', 'delta b 0', 'delta b 10']);
});

test('hints from before a look at the database change nothing', async () => {
  const page = await enter({ lastSeq: 0, chatState: 'working', version: 1, draft: draftOf('a', 'So') }, []);
  assert.deepEqual(await page.after(), ['status working', 'delta a 0']);
  page.now.present = { lastSeq: 1, chatState: 'working', version: 3, draft: draftOf('b', 'One. ') };
  page.now.messages = [answer(1, 'a')];
  const seen = await page.after(
    ...[delta('b', 0, 'One. '), { kind: 'message', conversationId, seq: 1 } as const],
    ...[status('idle', 2), status('working', 3), delta('b', 5, 'Two.')],
  );
  assert.deepEqual(seen, ['message answer', 'delta b 0', 'delta b 5']);
});

test('a draft isn’t begun anew by the answer of the turn before it', async () => {
  const page = await enter(
    { lastSeq: 0, chatState: 'working', version: 1, draft: draftOf('b', 'One. ') },
    [],
  );
  assert.deepEqual(await page.after(), ['status working', 'delta b 0']);
  page.now.messages = [answer(1, 'a')];
  page.now.present = { ...page.now.present, draft: draftOf('b', 'One. Two.') };
  const seen = await page.after({ kind: 'message', conversationId, seq: 1 }, delta('b', 5, 'Two.'));
  assert.deepEqual(seen, ['message answer', 'delta b 5']);
});

test('a newer status is told, and ends the draft', async () => {
  const page = await enter(
    { lastSeq: 0, chatState: 'working', version: 1, draft: draftOf('a', 'One. ') },
    [],
  );
  page.now.present = { lastSeq: 0, chatState: 'with_operator', version: 2, draft: undefined };
  const seen = await page.after(status('with_operator', 2), delta('a', 5, 'Two.'));
  assert.deepEqual(seen, ['status working', 'delta a 0', 'status with_operator']);
});
