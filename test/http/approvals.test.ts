import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askApproval } from './support/ask-approval.ts';
import { startHttpService } from './support/http-service.ts';
import { employ, type TestOperator, visit } from './support/people.ts';

const service = await startHttpService();
const { app } = service;
const { conversationId } = await visit(service);
const viewer = await employ(service, 'viewer');
const operator = await employ(service, 'operator');
const ada = await employ(service, 'approver');
const bob = await employ(service, 'approver');

const decide = (who: TestOperator, id: string, payload: object) =>
  app.inject({ method: 'POST', url: `/v1/approvals/${id}/decision`, headers: who.writes, payload });
const list = async (query: string) =>
  (await app.inject({ url: `/v1/approvals${query}`, headers: viewer.headers })).json();

test('what waits is listed, and gone from there once decided', async () => {
  const id = await askApproval(service, conversationId);
  const waiting = (await list('?state=pending')).items.find((one: { id: string }) => one.id === id);
  assert.equal(waiting.version, 1);
  assert.deepEqual(waiting.args, { amountCents: 9_000 });
  assert(!('decidedBy' in waiting));

  const decided = await decide(ada, id, { version: 1, decision: 'approve' });
  assert.equal(decided.statusCode, 200, decided.body);
  const { state, version, decidedBy } = decided.json();
  assert.deepEqual([state, version, decidedBy], ['approved', 2, { id: ada.id, email: ada.email }]);
  assert(service.doorbell.rings.some(({ what }) => what === 'decide'));
  const ids = (await list('?state=pending')).items.map((one: { id: string }) => one.id);
  assert(!ids.includes(id));
});

test('of two the first word counts, and the second hears whose it was', async () => {
  const id = await askApproval(service, conversationId);
  const words = await Promise.all([
    decide(ada, id, { version: 1, decision: 'approve' }),
    decide(bob, id, { version: 1, decision: 'reject', reason: 'no' }),
  ]);
  assert.deepEqual(words.map((response) => response.statusCode).sort(), [200, 409]);
  const winner = words[0]?.statusCode === 200 ? ada : bob;
  const refusal = words.find((response) => response.statusCode === 409)?.json();
  assert.deepEqual(refusal.decidedBy, { id: winner.id, email: winner.email });
});

test('a decision on another version changes nothing', async () => {
  const id = await askApproval(service, conversationId);
  assert.equal((await decide(ada, id, { version: 2, decision: 'approve' })).statusCode, 409);
  assert.equal((await service.rows.approvals.get(id))?.state, 'pending');
});

test('a word that comes too late changes nothing, also before the workflow has noticed', async () => {
  const id = await askApproval(service, conversationId);
  await service.db
    .updateTable('approvals')
    .set({ expires_at: new Date(Date.now() - 1_000) })
    .where('id', '=', id)
    .execute();
  const late = await decide(ada, id, { version: 1, decision: 'approve' });
  assert.equal(late.statusCode, 409, late.body);
  assert.deepEqual([late.json().state, late.json().decidedBy], ['expired', null]);
  assert.equal((await service.rows.approvals.get(id))?.state, 'expired');
});

test('to reject, a reason is needed', async () => {
  const id = await askApproval(service, conversationId);
  for (const reason of [undefined, '', '  ']) {
    assert.equal((await decide(ada, id, { version: 1, decision: 'reject', reason })).statusCode, 422);
  }
  const rejected = await decide(ada, id, { version: 1, decision: 'reject', reason: 'too much' });
  assert.equal(rejected.json().state, 'rejected');
});

test('edited arguments must be such as the tool takes', async () => {
  const id = await askApproval(service, conversationId);
  const edit = (args: unknown) => decide(ada, id, { version: 1, decision: 'approve', args });
  for (const args of [
    {},
    null,
    'all of it',
    { amountCents: -1 },
    { amountCents: 1, note: 'a\0' },
    [['\ud800']],
  ]) {
    assert.equal((await edit(args)).statusCode, 422, JSON.stringify(args));
  }
  assert.equal((await service.rows.approvals.get(id))?.state, 'pending');
  const edited = await edit({ amountCents: 100 });
  assert.deepEqual(edited.json().args, { amountCents: 100 });
  assert.equal(edited.json().argsHash, 'hash of 100');
});

test('who may decide is what the approval demands', async () => {
  const [low, high] = [
    await askApproval(service, conversationId, 'operator'),
    await askApproval(service, conversationId, 'admin'),
  ];
  const approve = { version: 1, decision: 'approve' };
  assert.equal((await decide(viewer, low, approve)).statusCode, 403);
  assert.equal((await decide(ada, high, approve)).statusCode, 403);
  assert.equal((await decide(operator, low, approve)).statusCode, 200);
  assert.equal((await service.rows.approvals.get(high))?.state, 'pending');
});

test('no wrong way of deciding decides: by GET, from another site, as viewer, stale, off the schema, twice', async () => {
  const id = await askApproval(service, conversationId);
  const url = `/v1/approvals/${id}/decision`;
  const word = { version: 1, decision: 'approve' };
  const post = async (headers: Record<string, string>, payload: object = word) =>
    (await app.inject({ method: 'POST', url, headers, payload })).statusCode;
  const query = '?version=1&decision=approve';
  for (const headers of [ada.headers, ada.writes, { ...ada.writes, origin: 'https://evil.test' }])
    assert.equal((await app.inject({ url: `${url}${query}`, headers })).statusCode, 405);
  assert.equal(await post({ ...ada.writes, origin: 'https://evil.test' }), 403);
  assert.equal(await post({ ...ada.writes, 'content-type': 'text/plain' }), 403);
  assert.equal(await post(viewer.writes), 403);
  assert.equal(await post(ada.writes, { ...word, version: 2 }), 409);
  assert.equal(await post(ada.writes, { ...word, args: { amountCents: 'all' } }), 422);
  const waits = await service.rows.approvals.get(id);
  assert.deepEqual([waits?.state, waits?.version], ['pending', 1]);
  assert.equal(await post(ada.writes), 200);
  assert.equal(await post(ada.writes), 409);
});

test('a decision counts while the workflow service is down', async () => {
  const id = await askApproval(service, conversationId);
  service.doorbell.breakDown();
  try {
    assert.equal((await decide(ada, id, { version: 1, decision: 'approve' })).statusCode, 200);
  } finally {
    service.doorbell.repair();
  }
});
