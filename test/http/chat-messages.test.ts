import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { embeddingSite, publicUrl, startHttpService } from './support/http-service.ts';
import { say, type Visitor, visit } from './support/people.ts';
import { messagesPerMinute } from './support/test-assistants.ts';

const service = await startHttpService();
const { app, db } = service;

const post = (visitor: Visitor, payload: unknown, headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: '/v1/chat/messages',
    headers: { 'content-type': 'application/json', ...visitor.headers, ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
const textsOf = async (visitor: Visitor) => {
  const response = await app.inject({ url: '/v1/chat/messages', headers: visitor.headers });
  return (response.json().items as { text: string }[]).map(({ text }) => text);
};

test('a message is durable, numbered and rung for when it is accepted', async () => {
  const visitor = await visit(service);
  const id = randomUUID();
  const response = await post(visitor, { id, text: '  hello  ' });
  assert.equal(response.statusCode, 202);
  assert.deepEqual(response.json(), { id, seq: 1, conversationId: visitor.conversationId });
  const [message] = (await app.inject({ url: '/v1/chat/messages', headers: visitor.headers })).json().items;
  const { at, ...rest } = message;
  assert.deepEqual(rest, {
    seq: 1,
    id,
    from: 'customer',
    kind: 'message',
    channel: 'web',
    text: 'hello',
    citations: [],
  });
  assert(Date.parse(at));
  const rung = service.doorbell.rings.filter((ring) => ring.conversationId === visitor.conversationId);
  assert.deepEqual(
    rung.map((ring) => ring.what),
    ['message'],
  );
});

test('the same id is one message, however often and however parallel it comes', async () => {
  const visitor = await visit(service);
  const message = { id: randomUUID(), text: 'once' };
  const responses = await Promise.all(Array.from({ length: 10 }, () => post(visitor, message)));
  for (const response of responses) {
    assert.equal(response.statusCode, 202);
    assert.equal(response.json().seq, 1);
  }
  assert.deepEqual(await textsOf(visitor), ['once']);
  assert.equal((await post(visitor, { ...message, text: 'twice' })).statusCode, 409);
  assert.deepEqual(await textsOf(visitor), ['once']);
});

test('two visitors may use the same id', async () => {
  const message = { id: randomUUID(), text: 'mine' };
  for (const visitor of [await visit(service), await visit(service)]) {
    assert.equal((await post(visitor, message)).json().conversationId, visitor.conversationId);
  }
});

test('text is cleaned, and counted after that', async () => {
  const visitor = await visit(service);
  const accepted: [string, string][] = [
    ['"a\\u0000b"', 'ab'],
    ['"a\\ud800b"', 'ab'],
    ['"\\udc00\\ud83d\\ude00"', '😀'],
    [`" ${'x'.repeat(8_000)} \\u0000"`, 'x'.repeat(8_000)],
    [`"${'😀'.repeat(4_000)}"`, '😀'.repeat(4_000)],
  ];
  for (const [json, text] of accepted) {
    const response = await post(visitor, `{"id":"${randomUUID()}","text":${json}}`);
    assert.equal(response.statusCode, 202, response.body);
    assert.equal((await textsOf(visitor)).at(-1), text);
  }
  const refused = [
    '""',
    '" \\n "',
    '"\\u0000"',
    '"\\ud800"',
    `"${'x'.repeat(8_001)}"`,
    '7',
    'null',
    '["a"]',
    '{}',
  ];
  for (const json of refused) {
    const response = await post(visitor, `{"id":"${randomUUID()}","text":${json}}`);
    assert.equal(response.statusCode, 422, json.slice(0, 20));
  }
  assert.equal((await textsOf(visitor)).length, accepted.length);
});

test('hostile JSON is refused or harmless', async () => {
  const visitor = await visit(service);
  const id = randomUUID();
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const bodies: [string | Buffer, number][] = [
    ['', 422],
    ['null', 422],
    ['"text"', 422],
    ['{"id":"no uuid","text":"a"}', 422],
    [`{"id":"${id}"}`, 422],
    [deep, 422],
    [`{"id":"${id}","text":"a","more":${deep}}`, 422],
    [`{"id":"${id}","text":"a","__proto__":{"isAdmin":true}}`, 422],
    [`{"id":"${id}","text":"a","more":{"\\u005f_proto__":{}}}`, 422],
    [`{"id":"${id}","text":"a",}`, 422],
    [Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 422],
    [`{"id":"${id}","text":"${'x'.repeat(1_000_000)}"}`, 413],
  ];
  for (const [body, status] of bodies) {
    const response = await app.inject({
      method: 'POST',
      url: '/v1/chat/messages',
      headers: { ...visitor.headers, 'content-type': 'application/json' },
      payload: body,
    });
    assert.equal(response.statusCode, status, `${body.toString().slice(0, 60)}: ${response.body}`);
  }
  assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined);
  // Of a key that comes twice the last counts, as everywhere in JavaScript.
  assert.equal((await post(visitor, `{"id":"${id}","text":"a","text":"b"}`)).statusCode, 202);
  assert.deepEqual(await textsOf(visitor), ['b']);
});

test('only our pages, embedding sites and non-browsers may write', async () => {
  const visitor = await visit(service);
  const hello = () => ({ id: randomUUID(), text: 'hello' });
  for (const origin of [publicUrl, embeddingSite]) {
    assert.equal((await post(visitor, hello(), { origin })).statusCode, 202, origin);
  }
  for (const origin of [
    'null',
    '',
    'https://evil.test',
    `${publicUrl}.evil.test`,
    `${publicUrl}/`,
    'file://',
  ]) {
    assert.equal((await post(visitor, hello(), { origin })).statusCode, 403, origin);
  }
});

test('the transcript comes in pages of 100', async () => {
  const visitor = await visit(service);
  for (let n = 1; n <= 205; n++) {
    await service.rows.messages.accept({
      conversationId: visitor.conversationId,
      id: randomUUID(),
      channel: 'web',
      text: `message ${n}`,
    });
  }
  const seqs: number[] = [];
  let cursor: string | null = '0';
  for (let pages = 1; cursor !== null; pages++) {
    assert(pages <= 3);
    const url: string = `/v1/chat/messages?after=${cursor}`;
    const page: { items: { seq: number }[]; nextCursor: string | null } = (
      await app.inject({ url, headers: visitor.headers })
    ).json();
    seqs.push(...page.items.map(({ seq }) => seq));
    cursor = page.nextCursor;
  }
  assert.deepEqual(
    seqs,
    Array.from({ length: 205 }, (_, i) => i + 1),
  );
});

test('the door lets so many in a minute and no more, parallel or not, over processes', async () => {
  const other = await service.another();
  const visitor = await visit(service);
  const known = { id: randomUUID(), text: 'I was here first' };
  await post(visitor, known);
  const flood = await Promise.all(
    Array.from({ length: messagesPerMinute + 10 }, (_, i) =>
      (i % 2 === 0 ? app : other).inject({
        method: 'POST',
        url: '/v1/chat/messages',
        headers: visitor.headers,
        payload: { id: randomUUID(), text: `${i}` },
      }),
    ),
  );
  const refused = flood.filter((response) => response.statusCode === 429);
  assert.equal(refused.length, 11);
  for (const response of refused) assert(Number(response.headers['retry-after']) > 0);
  assert.equal((await textsOf(visitor)).length, messagesPerMinute);

  assert.equal((await post(visitor, known)).statusCode, 202, 'a duplicate is no new message');
  assert.equal((await post(visitor, { ...known, text: 'else' })).statusCode, 409);
  const elsewhere = await other.inject({
    method: 'POST',
    url: '/v1/chat/messages',
    headers: visitor.headers,
    payload: { id: randomUUID(), text: 'through the other door' },
  });
  assert.equal(elsewhere.statusCode, 429);
  await db
    .updateTable('messages')
    .set({ at: new Date(Date.now() - 61_000) })
    .where('conversation_id', '=', visitor.conversationId)
    .execute();
  assert.equal((await post(visitor, { id: randomUUID(), text: 'later' })).statusCode, 202);
});

test('a message is accepted while the workflow service is down', async () => {
  const visitor = await visit(service);
  service.doorbell.breakDown();
  try {
    await say(service, visitor, 'anybody there?');
  } finally {
    service.doorbell.repair();
  }
  assert.deepEqual(await textsOf(visitor), ['anybody there?']);
});
