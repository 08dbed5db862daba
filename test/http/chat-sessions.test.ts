import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { networkOf } from '../../src/http/chat/network-of.ts';
import { hashToken } from '../../src/http/secret-token.ts';
import { startHttpService } from './support/http-service.ts';
import { say, visit } from './support/people.ts';
import { sign } from './support/sign-identity.ts';
import { sessionsPerMinute } from './support/test-assistants.ts';

const service = await startHttpService();
const { app, db } = service;

test('two visitors get conversations of their own', async () => {
  const [one, other] = [await visit(service), await visit(service)];
  assert.notEqual(one.conversationId, other.conversationId);
  assert.notEqual(one.token, other.token);
});

test('the token itself is nowhere in the database', async () => {
  const { token } = await visit(service);
  const rows = await db.selectFrom('chat_sessions').selectAll().execute();
  assert(rows.some((row) => row.token_hash === hashToken(token)));
  assert(!JSON.stringify(rows).includes(token));
});

test('a session expires, and using it puts that off', async () => {
  const visitor = await visit(service);
  const read = () => app.inject({ url: '/v1/chat/messages', headers: visitor.headers });
  const setExpiry = (expiresAt: Date) =>
    db
      .updateTable('chat_sessions')
      .set({ expires_at: expiresAt })
      .where('token_hash', '=', hashToken(visitor.token))
      .execute();
  await setExpiry(new Date(Date.now() + 60_000));
  assert.equal((await read()).statusCode, 200);
  const slid = await service.rows.chatSessions.find(hashToken(visitor.token));
  assert(slid && slid.expiresAt.getTime() > Date.now() + 29 * 86_400_000);
  await setExpiry(new Date(Date.now() - 1));
  assert.equal((await read()).statusCode, 401);
});

test('an unknown assistant is refused, a known one serves', async () => {
  const open = (assistant: unknown) =>
    app.inject({ method: 'POST', url: '/v1/chat/sessions', payload: { assistant } });
  for (const unknown of ['nobody', '', '__proto__', 'constructor', 7, null, 'x'.repeat(1_000)]) {
    assert.equal((await open(unknown)).statusCode, 422, String(unknown));
  }
  assert.equal((await open('bank')).statusCode, 201);
});

test('a session may be opened without a body', async () => {
  const response = await app.inject({ method: 'POST', url: '/v1/chat/sessions' });
  assert.equal(response.statusCode, 201);
  assert(Date.parse(response.json().expiresAt) > Date.now() + 29 * 86_400_000);
});

test('asking again with a session gives the same session', async () => {
  const visitor = await visit(service);
  assert.deepEqual(await visit(service, {}, visitor.headers), visitor);
});

test('another assistant is another conversation of the same customer', async () => {
  const visitor = await visit(service);
  const atBank = await visit(service, { assistant: 'bank' }, visitor.headers);
  assert.notEqual(atBank.conversationId, visitor.conversationId);
  assert.notEqual(atBank.token, visitor.token);
  const customers = await db
    .selectFrom('conversations')
    .select('customer_id')
    .where('id', 'in', [visitor.conversationId, atBank.conversationId])
    .execute();
  assert.equal(customers[0]?.customer_id, customers[1]?.customer_id);
});

test('the same customer id always gets the same conversation', async () => {
  const sub = randomUUID();
  const first = await visit(service, { identity: await sign({ sub }) });
  const again = await visit(service, { identity: await sign({ sub }) });
  assert.equal(again.conversationId, first.conversationId);
  assert.notEqual(again.token, first.token);
  const other = await visit(service, { identity: await sign({ sub: randomUUID() }) });
  assert.notEqual(other.conversationId, first.conversationId);
});

test('parallel requests of one new customer id make one customer', async () => {
  const sub = randomUUID();
  const anonymous = await Promise.all(Array.from({ length: 4 }, () => visit(service)));
  const identities = await Promise.all(Array.from({ length: 8 }, () => sign({ sub })));
  const opened = await Promise.all(
    identities.map((identity, i) => visit(service, { identity }, anonymous[i]?.headers)),
  );
  assert.equal(new Set(opened.map((one) => one.conversationId)).size, 1);
  const customers = await db.selectFrom('customers').select('id').where('business_id', '=', sub).execute();
  assert.equal(customers.length, 1);
});

test('an anonymous visitor becomes a new customer in place', async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'before I log in');
  const identity = await sign({ sub: randomUUID(), name: 'Ada', email: 'ada@shop.test' });
  const upgraded = await visit(service, { identity }, visitor.headers);
  assert.deepEqual(upgraded, visitor);
  const conversation = await service.rows.conversations.get(visitor.conversationId);
  assert.equal(conversation?.customer.name, 'Ada');
  const address = await db
    .selectFrom('addresses')
    .select('proof')
    .where('customer_id', '=', conversation?.customer.id ?? '')
    .execute();
  assert.deepEqual(address, [{ proof: 'business-proved' }]);
});

test("a known customer's session moves to their conversation, and the anonymous one is closed", async () => {
  const sub = randomUUID();
  const home = await visit(service, { identity: await sign({ sub }) });
  const visitor = await visit(service);
  await say(service, visitor, 'who am I?');
  const moved = await visit(service, { identity: await sign({ sub }) }, visitor.headers);
  assert.equal(moved.token, visitor.token);
  assert.equal(moved.conversationId, home.conversationId);
  const left = await service.rows.conversations.get(visitor.conversationId);
  assert.equal(left?.status, 'closed');
  const [message] = await service.rows.messages.after(visitor.conversationId, 0, 10);
  assert.equal(message?.disposition, 'closed');
  assert(message.reason);
  assert(
    service.doorbell.rings.some(
      ({ what, conversationId }) => what === 'close' && conversationId === visitor.conversationId,
    ),
  );
  const read = await app.inject({ url: '/v1/chat/messages', headers: visitor.headers });
  assert.deepEqual(read.json().items, [], 'what the customer reads is their own conversation');
});

test('a known customer without this conversation keeps what they began anonymously', async () => {
  const sub = randomUUID();
  await visit(service, { assistant: 'bank', identity: await sign({ sub }) });
  const visitor = await visit(service);
  await say(service, visitor, 'keep this');
  const upgraded = await visit(service, { identity: await sign({ sub }) }, visitor.headers);
  assert.equal(upgraded.conversationId, visitor.conversationId);
  assert.equal((await service.rows.conversations.get(visitor.conversationId))?.status, 'open');
});

test("another customer's identity leaves the first one's conversation alone", async () => {
  const [ada, bob] = [randomUUID(), randomUUID()];
  const visitor = await visit(service, { identity: await sign({ sub: ada }) });
  const moved = await visit(service, { identity: await sign({ sub: bob }) }, visitor.headers);
  assert.notEqual(moved.conversationId, visitor.conversationId);
  assert.equal((await service.rows.conversations.get(visitor.conversationId))?.status, 'open');
  const back = await visit(service, { identity: await sign({ sub: ada }) });
  assert.equal(back.conversationId, visitor.conversationId);
});

test('so many strangers come in from one network in a minute, over processes; who holds a session still may', async () => {
  const other = await service.another();
  const arrive = (app: typeof other, remoteAddress: string, headers = {}) =>
    app.inject({ method: 'POST', url: '/v1/chat/sessions', payload: {}, remoteAddress, headers });
  const [first, ...rest] = await Promise.all(
    Array.from({ length: sessionsPerMinute + 3 }, (_, at) =>
      arrive(at % 2 === 0 ? service.app : other, at % 2 === 0 ? '2001:db8:1:2::a' : '2001:db8:1:2:3:4:5:6'),
    ),
  );
  const all = first ? [first, ...rest] : rest;
  assert.equal(all.filter(({ statusCode }) => statusCode === 201).length, sessionsPerMinute);
  const refused = all.filter(({ statusCode }) => statusCode === 429);
  assert.equal(refused.length, 3);
  for (const { headers } of refused) assert.ok(Number(headers['retry-after']) > 0);

  const { token } = all.find(({ statusCode }) => statusCode === 201)?.json() ?? {};
  const held = { authorization: `Bearer ${token}` };
  assert.equal((await arrive(service.app, '2001:db8:1:2::a', held)).statusCode, 201);
  assert.equal((await arrive(service.app, '2001:db8:1:3::a')).statusCode, 201);
  assert.equal((await arrive(service.app, '203.0.113.7')).statusCode, 201);
  await service.db
    .updateTable('door_counts')
    .set({ at: new Date(Date.now() - 61_000) })
    .execute();
  assert.equal((await arrive(service.app, '2001:db8:1:2::a')).statusCode, 201);
  const kept = await service.db.selectFrom('door_counts').selectAll().execute();
  assert.equal(kept.length, 1, 'what no window counts is forgotten');
});

test('an address counts to its network', () => {
  assert.deepEqual(
    [
      '203.0.113.7',
      '::ffff:203.0.113.7',
      '127.0.0.1',
      '::1',
      '2001:DB8::1',
      'fe80::1%eth0',
      '::ffff:7f00:1',
    ].map(networkOf),
    [
      '203.0.113.7',
      '203.0.113.7',
      undefined,
      undefined,
      '2001:db8:0:0::/64',
      'fe80:0:0:0::/64',
      '0:0:0:0::/64',
    ],
  );
});
