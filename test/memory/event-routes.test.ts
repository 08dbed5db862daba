import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createFollowUps } from '../../src/database/follow-ups.ts';
import { startHttpService } from '../http/support/http-service.ts';
import { employ, type TestOperator, visit } from '../http/support/people.ts';

const service = await startHttpService();
const { app, db } = service;
const ada = await employ(service, 'operator');
const viewer = await employ(service, 'viewer');

const send = (conversationId: string, payload: object, who: TestOperator = ada) =>
  app.inject({
    method: 'POST',
    url: `/v1/conversations/${conversationId}/events`,
    headers: who.writes,
    payload,
  });
const rowsOf = (conversationId: string) =>
  db.selectFrom('events').selectAll().where('conversation_id', '=', conversationId).execute();
const ringsOf = (conversationId: string) =>
  service.doorbell.rings.filter((ring) => ring.conversationId === conversationId).map(({ what }) => what);

test('an event is kept once for its id, and rung for each time it is sent', async () => {
  const { conversationId } = await visit(service);
  const event = { id: 'e-1', type: 'order.shipped', data: { order: 'A-1001', parcels: [1, 2] } };
  for (let time = 1; time <= 2; time += 1) {
    const response = await send(conversationId, event);
    assert.equal(response.statusCode, 202, response.body);
    assert.deepEqual(response.json(), { id: 'e-1' });
  }
  // The same facts in another order are the same event.
  const turned = { ...event, data: { parcels: [1, 2], order: 'A-1001' } };
  assert.equal((await send(conversationId, turned)).statusCode, 202);
  const rows = await rowsOf(conversationId);
  assert.equal(rows.length, 1);
  assert.deepEqual(rows[0]?.data, event.data);
  assert.deepEqual(ringsOf(conversationId), ['event', 'event', 'event']);
  const audited = await db
    .selectFrom('audit')
    .select('act')
    .where('subject', '=', conversationId)
    .where('actor', '=', ada.id)
    .execute();
  assert.deepEqual(audited, [{ act: 'send_event' }]);
});

test('an id stands for one event: other content is refused and changes nothing', async () => {
  const { conversationId } = await visit(service);
  await send(conversationId, { id: 'e-1', type: 'order.shipped', data: { order: 'A-1001' } });
  for (const other of [
    { id: 'e-1', type: 'order.shipped', data: { order: 'A-1002' } },
    { id: 'e-1', type: 'order.lost', data: { order: 'A-1001' } },
  ])
    assert.equal((await send(conversationId, other)).statusCode, 409);
  assert.deepEqual((await rowsOf(conversationId))[0]?.data, { order: 'A-1001' });
  const elsewhere = await visit(service);
  const same = { id: 'e-1', type: 'order.lost', data: {} };
  assert.equal((await send(elsewhere.conversationId, same)).statusCode, 202, 'ids are per conversation');
});

test('shape and size are judged', async () => {
  const { conversationId } = await visit(service);
  const good = { id: 'e', type: 'a', data: {} };
  for (const wrong of [
    { ...good, id: '' },
    { ...good, id: 'x'.repeat(201) },
    { ...good, type: '' },
    { ...good, type: 'Order.Shipped' },
    { ...good, type: 'a b' },
    { ...good, type: 'x'.repeat(101) },
    { ...good, data: [] },
    { ...good, data: null },
    { ...good, data: 'text' },
    { ...good, data: { text: 'ä'.repeat(4_096) } },
    { id: 'e', type: 'a' },
  ])
    assert.equal((await send(conversationId, wrong)).statusCode, 422, JSON.stringify(wrong).slice(0, 80));
  const response = await app.inject({
    method: 'POST',
    url: `/v1/conversations/${conversationId}/events`,
    headers: ada.writes,
    payload: '{"id":"e","type":"a","data":{"n":1e999}}',
  });
  assert.equal(response.statusCode, 422, 'no JSON number');
  assert.equal((await rowsOf(conversationId)).length, 0);
  assert.deepEqual(ringsOf(conversationId), []);
});

test('what a database refuses in text is left out', async () => {
  const { conversationId } = await visit(service);
  const data = { 'na\0me': 'a\0b', list: ['\ud800'] };
  assert.equal((await send(conversationId, { id: 'e', type: 'a', data })).statusCode, 202);
  assert.deepEqual((await rowsOf(conversationId))[0]?.data, { name: 'ab', list: ['\ufffd'] });
});

test('a viewer may look and not send; nobody else knows of the conversation', async () => {
  const { conversationId } = await visit(service);
  const event = { id: 'e-1', type: 'order.shipped', data: {} };
  assert.equal((await send(conversationId, event, viewer)).statusCode, 403);
  assert.equal((await send(randomUUID(), event)).statusCode, 404);
  await send(conversationId, event);
  await send(conversationId, { ...event, id: 'e-2' });
  const listed = await app.inject({
    url: `/v1/conversations/${conversationId}/events`,
    headers: viewer.headers,
  });
  assert.equal(listed.statusCode, 200, listed.body);
  assert.deepEqual(
    listed.json().items.map(({ id, state }: Record<string, unknown>) => [id, state]),
    [
      ['e-2', 'waiting'],
      ['e-1', 'waiting'],
    ],
  );
  assert.equal(listed.json().nextCursor, null);
});

test('too many that wait are refused with a time to come back, and Temporal may be down', async () => {
  const { conversationId } = await visit(service);
  service.doorbell.breakDown();
  try {
    for (let number = 1; number <= 100; number += 1) {
      const { statusCode } = await send(conversationId, { id: `e-${number}`, type: 'a', data: {} });
      assert.equal(statusCode, 202);
    }
  } finally {
    service.doorbell.repair();
  }
  const refused = await send(conversationId, { id: 'one-more', type: 'a', data: {} });
  assert.equal(refused.statusCode, 429);
  assert(Number(refused.headers['retry-after']) >= 1);
  const known = await send(conversationId, { id: 'e-1', type: 'a', data: {} });
  assert.equal(known.statusCode, 202, 'what is there already is still confirmed');
});

test('what the assistant has promised to write is shown while it is open', async () => {
  const { conversationId } = await visit(service);
  const followUps = createFollowUps(db);
  const dueAt = new Date('2030-01-02T03:04:05Z');
  await followUps.promise({ conversationId, about: 'the parcel', dueAt });
  await followUps.promise({ conversationId, about: 'the voucher', onEvent: 'voucher.sent' });
  await followUps.cancel(conversationId, 2);
  const url = `/v1/conversations/${conversationId}/follow-ups`;
  const shown = await app.inject({ url, headers: viewer.headers });
  assert.deepEqual(shown.json(), {
    items: [{ number: 1, about: 'the parcel', dueAt: '2030-01-02T03:04:05.000Z' }],
    nextCursor: null,
  });
});
