import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { hashToken } from '../../src/http/secret-token.ts';
import { follow } from './support/follow.ts';
import { startHttpService } from './support/http-service.ts';
import { say, visit } from './support/people.ts';
import { createTestEngine } from './support/test-engine.ts';

const service = await startHttpService();
const { db, rows } = service;
const address = await service.listen();
const elsewhere = await (await service.another()).listen({ port: 0, host: '127.0.0.1' });

const write = async (conversationId: string, from: number, to: number) => {
  for (let n = from; n <= to; n++) {
    await rows.messages.accept({ conversationId, id: randomUUID(), channel: 'web', text: `message ${n}` });
  }
};
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const seqsOf = (page: { messages(): { seq: number }[] }) => page.messages().map(({ seq }) => seq);

test('a new page gets the past, the status, and what is said from then on, in any process', async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'before');
  const pages = await Promise.all([address, elsewhere].map((at) => follow(at, visitor)));
  for (const page of pages) {
    await page.until(({ event }) => event === 'status');
    assert.deepEqual(
      page.events.map(({ event, id, data }) => [event, id, data.text ?? data.state]),
      [
        ['message', '1', 'before'],
        ['status', undefined, 'idle'],
      ],
    );
    assert.doesNotMatch(page.text(), /disposition|reason/);
  }
  await say(service, visitor, 'after');
  for (const page of pages) {
    const { id } = await page.until(({ data }) => data.text === 'after');
    assert.equal(id, '2');
    page.stop();
  }
});

test('a page that was cut off goes on where it was; a useless id gives the newest hundred', async () => {
  const visitor = await visit(service);
  await write(visitor.conversationId, 1, 250);
  const expected: [string | undefined, number[]][] = [
    ['240', range(241, 250)],
    ['250', []],
    ['0', range(1, 250)],
    [undefined, range(151, 250)],
    ['251', range(151, 250)],
    ['99999999999', range(151, 250)],
    ['-1', range(151, 250)],
    ['1e2', range(151, 250)],
    ['no number', range(151, 250)],
  ];
  for (const [lastEventId, seqs] of expected) {
    const page = await follow(address, visitor, lastEventId);
    await page.until(({ event }) => event === 'status');
    assert.deepEqual(seqsOf(page), seqs, String(lastEventId));
    page.stop();
  }
});

test('pages that come and go while much is said miss nothing and see nothing twice', async () => {
  const visitor = await visit(service);
  const writing = write(visitor.conversationId, 1, 300);
  const steady = await follow(elsewhere, visitor, '0');
  const seen: number[] = [];
  while (seen.at(-1) !== 300) {
    const page = await follow(seen.length % 2 ? address : elsewhere, visitor, String(seen.at(-1) ?? 0));
    const next = (seen.at(-1) ?? 0) + 1;
    await page.until(({ event, data }) => event === 'message' && data.seq >= next);
    page.stop();
    seen.push(...seqsOf(page));
  }
  await writing;
  await steady.until(({ data }) => data.seq === 300);
  steady.stop();
  assert.deepEqual(seen, range(1, 300));
  assert.deepEqual(seqsOf(steady), range(1, 300));
});

test('an answer in the making is seen alike by those who were there and by those who come later', async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'tell me');
  const engine = createTestEngine(service, visitor.conversationId);
  const early = await follow(address, visitor);
  await early.until(({ event }) => event === 'status');
  const draft = await engine.open();
  await engine.release(draft, 0, 'One 😀. ');
  await engine.release(draft, 8, 'Two. ');
  await early.until(({ event, data }) => event === 'status' && data.state === 'working');
  await early.until(({ event, data }) => event === 'delta' && data.offset + data.text.length === 13);

  const late = await follow(elsewhere, visitor);
  const { data } = await late.until(({ event }) => event === 'delta');
  assert.deepEqual(data, { turnId: draft.turnId, attempt: 1, offset: 0, text: 'One 😀. Two. ' });
  await engine.note(draft, 'a-note', 'by the way');
  await engine.release(draft, 13, 'Three.');
  for (const page of [early, late]) {
    await page.until((seen) => seen.event === 'delta' && seen.data.text.endsWith('Three.'));
    assert.equal(page.draft(), 'One 😀. Two. Three.');
    assert(
      page.messages().some(({ kind }) => kind === 'note'),
      'a note does not end the draft',
    );
  }
  await engine.answer(draft, 'One 😀. Two. Three.');
  for (const page of [early, late]) {
    await page.until(
      (seen) => seen.event === 'status' && seen.data.state === 'idle' && page.messages().length === 3,
    );
    const kinds = page.events
      .filter(({ event }) => event !== 'status')
      .map((seen) => seen.data.kind ?? 'delta');
    assert.equal(kinds.at(-1), 'answer', 'nothing of the draft comes after the answer');
    page.stop();
  }
});

test('an attempt that starts over makes the page drop the one before', async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'tell me');
  const engine = createTestEngine(service, visitor.conversationId);
  const page = await follow(address, visitor);
  const first = await engine.open();
  await engine.release(first, 0, 'Wrong. ');
  await page.until(({ event, data }) => event === 'delta' && data.text === 'Wrong. ');
  const second = await engine.startOver(first);
  assert.equal(second.attempt, 2);
  await page.until(({ event, data }) => event === 'delta' && data.attempt === 2);
  assert.equal(page.draft(), '');
  assert.equal(await engine.release(first, 7, 'Late.'), false);
  await engine.release(second, 0, 'Right.');
  await page.until(({ event, data }) => event === 'delta' && data.text === 'Right.');
  assert.equal(page.draft(), 'Right.');
  page.stop();
});

test('what no hint told of is found by looking', async () => {
  const deaf = { ...service.deps.bus, subscribe: () => () => {} };
  const at = await (await service.another({ bus: deaf })).listen({ port: 0, host: '127.0.0.1' });
  const visitor = await visit(service);
  const page = await follow(at, visitor);
  await page.until(({ event }) => event === 'status');
  await say(service, visitor, 'anybody?');
  const engine = createTestEngine(service, visitor.conversationId);
  await page.until(({ data }) => data.text === 'anybody?');
  const draft = await engine.open();
  await page.until(({ data }) => data.state === 'working');
  await engine.answer(draft, 'somebody.');
  await page.until(({ data }) => data.kind === 'answer');
  page.stop();
});

test('a silent stream still says that it is there', async () => {
  const page = await follow(address, await visit(service));
  const beat = () =>
    page
      .text()
      .split('\n')
      .filter((line) => line.startsWith(':')).length;
  while (beat() < 2) await new Promise((resolve) => setTimeout(resolve, 20));
  page.stop();
});

test('a stream ends with its session', async () => {
  const visitor = await visit(service);
  const page = await follow(address, visitor);
  await page.until(({ event }) => event === 'status');
  await db
    .updateTable('chat_sessions')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('token_hash', '=', hashToken(visitor.token))
    .execute();
  await page.ended;
});

test('a session has at most ten streams, and a closed one makes room', async () => {
  const visitor = await visit(service);
  const pages = await Promise.all(Array.from({ length: 10 }, () => follow(address, visitor)));
  await assert.rejects(follow(address, visitor), /^Error: 429/);
  const other = await follow(address, await visit(service));
  other.stop();
  pages[0]?.stop();
  for (;;) {
    const again = await follow(address, visitor).catch(() => undefined);
    if (!again) continue;
    again.stop();
    break;
  }
  for (const page of pages) page.stop();
});

test('closing the service ends its streams, and waits for no connection that asks nothing', async () => {
  const other = await service.another();
  const at = await other.listen({ port: 0, host: '127.0.0.1' });
  const visitor = await visit(service);
  const pages = await Promise.all(Array.from({ length: 3 }, () => follow(at, visitor)));
  const opened = connect(Number(new URL(at).port), '127.0.0.1');
  await once(opened, 'connect');
  const gone = once(opened, 'close');
  await other.close();
  for (const page of pages) await page.ended;
  await gone;
});
