import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { startHttpService } from './support/http-service.ts';
import { employ, say, type TestOperator, visit } from './support/people.ts';
import { sign } from './support/sign-identity.ts';

const service = await startHttpService();
const { app, db } = service;
const ada = await employ(service, 'operator');
const bob = await employ(service, 'operator');
const viewer = await employ(service, 'viewer');

const act = (who: TestOperator, conversationId: string, name: string, payload?: object) =>
  app.inject({
    method: 'POST',
    url: `/v1/conversations/${conversationId}/${name}`,
    headers: who.writes,
    ...(payload && { payload }),
  });
const list = async (query = '') =>
  (await app.inject({ url: `/v1/conversations${query}`, headers: viewer.headers })).json();
const idsOf = (page: { items: { id: string }[] }) => page.items.map(({ id }) => id);

test('an operator takes over, answers, gives back and closes', async () => {
  const { conversationId, headers } = await visit(service);
  await say(service, { conversationId, headers, token: '' }, 'help');
  const taken = await act(ada, conversationId, 'take-over');
  assert.equal(taken.statusCode, 200, taken.body);
  assert.deepEqual(taken.json().unsettled, []);
  assert.equal(taken.json().conversation.status, 'with_operator');
  assert.equal(taken.json().conversation.workflowId, `conversation-${conversationId}`);

  const id = randomUUID();
  const said = await act(ada, conversationId, 'messages', { id, text: 'hello, I am Ada' });
  assert.equal(said.statusCode, 202);
  assert.deepEqual(said.json(), { id, seq: 3 });
  const seen = (await app.inject({ url: '/v1/chat/messages', headers })).json().items;
  assert.deepEqual(
    seen.map(({ from, kind, text }: Record<string, string>) => [from, kind, text]),
    [
      ['customer', 'message', 'help'],
      ['assistant', 'note', 'A person is here.'],
      ['operator', 'message', 'hello, I am Ada'],
    ],
  );
  assert(!JSON.stringify(seen).includes(ada.id), 'the customer never sees who');
  assert(!('disposition' in seen[0]));

  const back = await act(ada, conversationId, 'hand-back', { note: 'be kind' });
  assert.equal(back.json().conversation.status, 'open');
  const closed = await act(ada, conversationId, 'close', { reason: 'solved' });
  assert.equal(closed.json().conversation.status, 'closed');

  const rung = service.doorbell.rings.filter((ring) => ring.conversationId === conversationId);
  assert.deepEqual(
    rung.map(({ what }) => what),
    ['message', 'takeOver', 'handBack', 'close'],
  );
  const audited = await db
    .selectFrom('audit')
    .select(['act', 'allowed'])
    .where('actor', '=', ada.id)
    .where('subject', '=', conversationId)
    .orderBy('id')
    .execute();
  assert.deepEqual(
    audited.map((entry) => [entry.act, entry.allowed]),
    [
      ['take_over', true],
      ['write', true],
      ['hand_back', true],
      ['close', true],
    ],
  );
});

test('the second operator is told who was first', async () => {
  const { conversationId } = await visit(service);
  const takers = [ada, bob];
  const outcomes = await Promise.all(takers.map((who) => act(who, conversationId, 'take-over')));
  assert.deepEqual(outcomes.map((response) => response.statusCode).sort(), [200, 409]);
  const winner = takers[outcomes.findIndex((response) => response.statusCode === 200)];
  const loser = takers[outcomes.findIndex((response) => response.statusCode === 409)];
  assert(winner && loser);
  const refusal = outcomes.find((response) => response.statusCode === 409)?.json();
  assert.deepEqual(refusal.heldBy, { id: winner.id, email: winner.email });

  assert.equal((await act(winner, conversationId, 'take-over')).statusCode, 200, 'again by oneself');
  const words = { id: randomUUID(), text: 'me too' };
  assert.equal((await act(loser, conversationId, 'messages', words)).statusCode, 409);
});

test('nobody speaks or gives back who has no control', async () => {
  const { conversationId } = await visit(service);
  assert.equal((await act(ada, conversationId, 'hand-back')).statusCode, 409);
  assert.equal(
    (await act(ada, conversationId, 'messages', { id: randomUUID(), text: 'hi' })).statusCode,
    409,
  );
});

test("an operator's id stands for one text", async () => {
  const { conversationId } = await visit(service);
  await act(ada, conversationId, 'take-over');
  const id = randomUUID();
  for (const [text, status] of [
    ['one', 202],
    ['one', 202],
    ['other', 409],
  ] as const) {
    assert.equal((await act(ada, conversationId, 'messages', { id, text })).statusCode, status);
  }
});

test('a viewer may only look, and trying is noted', async () => {
  const { conversationId } = await visit(service);
  for (const name of ['take-over', 'hand-back', 'messages', 'close']) {
    assert.equal((await act(viewer, conversationId, name, {})).statusCode, 403, name);
  }
  const noted = await db
    .selectFrom('audit')
    .select(['act', 'allowed'])
    .where('subject', '=', conversationId)
    .execute();
  assert.deepEqual(
    noted.map((entry) => [entry.act, entry.allowed]),
    ['take_over', 'hand_back', 'write', 'close'].map((name) => [name, false]),
  );
  assert.equal((await service.rows.conversations.get(conversationId))?.status, 'open');
});

test('control changes while the workflow service is down', async () => {
  const { conversationId } = await visit(service);
  service.doorbell.breakDown();
  try {
    assert.equal((await act(ada, conversationId, 'take-over')).statusCode, 200);
    assert.equal((await act(ada, conversationId, 'hand-back')).statusCode, 200);
    assert.equal((await act(ada, conversationId, 'close', { reason: 'enough' })).statusCode, 200);
  } finally {
    service.doorbell.repair();
  }
});

test('a reason is needed to close, and bounded', async () => {
  const { conversationId } = await visit(service);
  for (const reason of ['', '  ', '\0', 'x'.repeat(2_001), 7, undefined]) {
    assert.equal((await act(ada, conversationId, 'close', { reason })).statusCode, 422);
  }
  const note = 'x'.repeat(2_001);
  assert.equal((await act(ada, conversationId, 'hand-back', { note })).statusCode, 422);
});

test('the list is found by status, by need and by who the customer is', async () => {
  const name = `Zoë ${randomUUID().slice(0, 8)} 100%_`;
  const visitor = await visit(service, { identity: await sign({ sub: randomUUID(), name }) });
  await visit(service);
  assert.deepEqual(idsOf(await list(`?q=${encodeURIComponent(name.slice(0, 8).toUpperCase())}`)), [
    visitor.conversationId,
  ]);
  assert.deepEqual(idsOf(await list(`?q=${visitor.conversationId}`)), [visitor.conversationId]);
  assert.deepEqual(idsOf(await list(`?q=${encodeURIComponent('%')}`)), [visitor.conversationId]);
  assert.deepEqual(idsOf(await list(`?q=${encodeURIComponent("' or true --")}`)), []);
  await act(ada, visitor.conversationId, 'take-over');
  assert(idsOf(await list('?status=with_operator')).includes(visitor.conversationId));
  assert(!idsOf(await list('?status=open')).includes(visitor.conversationId));
  await db
    .updateTable('conversations')
    .set({ needs: ['approval'] })
    .where('id', '=', visitor.conversationId)
    .execute();
  assert.deepEqual(idsOf(await list('?needs=approval')), [visitor.conversationId]);
  assert.deepEqual(idsOf(await list('?needs=operator')), []);
  assert((await list('?status=&needs=&q=')).items.length > 1, 'an empty choice is none');
});

test('the list comes in pages, each conversation once, also where many changed in one moment', async () => {
  const open = async () => (await visit(service)).conversationId;
  for (let i = 0; i < 12; i++) await Promise.all(Array.from({ length: 20 }, open));
  await db.updateTable('conversations').set({ updated_at: new Date() }).execute();
  const { count } = await db
    .selectFrom('conversations')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { items: { id: string }[]; nextCursor: string | null } = await list(
      cursor && `?cursor=${cursor}`,
    );
    seen.push(...idsOf(page));
    cursor = page.nextCursor;
    assert(seen.length <= count);
  }
  assert.equal(seen.length, count);
  assert.equal(new Set(seen).size, count);
});

test('operators read what became of each message', async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'first');
  await act(ada, visitor.conversationId, 'take-over');
  const url = `/v1/conversations/${visitor.conversationId}/messages`;
  const { items } = (await app.inject({ url, headers: viewer.headers })).json();
  assert.deepEqual(
    items.map(({ delivery, disposition }: Record<string, unknown>) => [delivery, disposition]),
    [
      [null, 'handed_over'],
      ['delivered', null],
    ],
  );
  assert.equal(typeof items[0].reason, 'string');
  assert(!('reason' in items[1]));
  const turns = await app.inject({
    url: `/v1/conversations/${visitor.conversationId}/turns`,
    headers: viewer.headers,
  });
  assert.deepEqual(turns.json(), { items: [], nextCursor: null });
});

test("a visitor's token opens no operator's door, nor a cookie the visitor's", async () => {
  const visitor = await visit(service);
  assert.equal((await app.inject({ url: '/v1/conversations', headers: visitor.headers })).statusCode, 401);
  assert.equal((await app.inject({ url: '/v1/chat/messages', headers: viewer.headers })).statusCode, 401);
  const cookie = `baton_session=${visitor.token}`;
  assert.equal((await app.inject({ url: '/v1/conversations', headers: { cookie } })).statusCode, 401);
});
