import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createEvents } from '../../src/database/events.ts';
import { createSignedTokens } from '../../src/database/signed-tokens.ts';
import { quiet, startHttpService } from './support/http-service.ts';
import { visit } from './support/people.ts';
import { startWork } from './support/start-work.ts';

const service = await startHttpService();
const { app, db } = service;
const { conversationId } = await visit(service);
const done = { status: 'done', output: { priceCents: 4_900 } };

const tell = (token: string, payload: object, at = app) =>
  at.inject({ method: 'POST', url: `/webhooks/tools/${token}`, payload });
const rowOf = (callId: string) =>
  db.selectFrom('callbacks').selectAll().where('call_id', '=', callId).executeTakeFirstOrThrow();
const ledgerOf = (callId: string) =>
  db.selectFrom('effects').select(['state', 'result']).where('call_id', '=', callId).executeTakeFirst();
const eventsOf = async (id: string) =>
  (await createEvents(db).list(conversationId, { limit: 100 })).items.filter(
    (event) => event.id === `callback-${id}`,
  );

test('the end of work settles the ledger and is an event, however often it is told', async () => {
  const { id, token, callId } = await startWork(service, conversationId);
  for (const extra of [{}, { ignored: 1 }, {}]) {
    const told = await tell(token, { ...done, ...extra });
    assert.deepEqual([told.statusCode, told.json()], [200, { state: 'done' }]);
  }
  assert.deepEqual(await ledgerOf(callId), { state: 'done', result: { priceCents: 4_900 } });
  const [event, ...more] = await eventsOf(id);
  assert.deepEqual(more, []);
  assert.partialDeepStrictEqual(event, {
    type: 'tool.completed',
    data: { tool: 'estimate', asked: { article: 'coat' }, result: { priceCents: 4_900 } },
    state: 'waiting',
  });
  assert.deepEqual(service.doorbell.rings.at(-1), { what: 'event', conversationId });
});

test('another end than the one that was told first is a conflict and changes nothing', async () => {
  const { id, token, callId } = await startWork(service, conversationId);
  await tell(token, done);
  for (const other of [
    { status: 'done', output: { priceCents: 5_000 } },
    { status: 'failed', reason: 'The zip is gone.' },
  ])
    assert.equal((await tell(token, other)).statusCode, 409);
  assert.equal((await ledgerOf(callId))?.state, 'done');
  assert.equal((await eventsOf(id)).length, 1);
});

test('work that failed has not happened: the ledger forgets it, the conversation hears why', async () => {
  const { id, token, callId } = await startWork(service, conversationId);
  assert.equal((await tell(token, { status: 'failed', reason: 'The zip\u0000 is gone.' })).statusCode, 200);
  assert.equal(await ledgerOf(callId), undefined);
  assert.partialDeepStrictEqual((await eventsOf(id))[0], {
    type: 'tool.failed',
    data: { failed: true, reason: 'The zip is gone.' },
  });
});

test('a forged token is as unknown as any other path, and never told apart', async () => {
  const { token, callId } = await startWork(service, conversationId);
  const [id = '', signature = ''] = token.split('.');
  const forged = [
    id,
    `${id}.`,
    `${id}.${'A'.repeat(43)}`,
    `${id}.${signature}x`,
    `${id}.${signature}.${signature}`,
    `${randomUUID()}.${signature}`,
    `.${signature}`,
    `${id}.${signature.slice(0, -1)}`,
    `${id}.${signature.toLowerCase()}`,
    // Signed, but of no work.
    await createSignedTokens(db, 'callback').of(randomUUID()),
  ];
  for (const each of forged) {
    const refused = await tell(each, done);
    assert.equal(refused.statusCode, 404, each);
    assert.doesNotMatch(refused.body, new RegExp(id));
  }
  assert.equal((await rowOf(callId)).state, 'running');
  assert.equal((await tell(token, done)).statusCode, 200);
});

test('what is not the output that the tool declares changes nothing, and may be mended', async () => {
  const { token, callId } = await startWork(service, conversationId);
  for (const wrong of [
    { status: 'done' },
    { status: 'done', output: { price: 1 } },
    { status: 'lost' },
    { status: 'failed' },
  ])
    assert.equal((await tell(token, wrong)).statusCode, 422, JSON.stringify(wrong));
  assert.equal((await rowOf(callId)).state, 'running');
  assert.equal((await tell(token, done)).statusCode, 200);
});

test('what comes too late is a conflict', async () => {
  const { token, callId } = await startWork(service, conversationId, 1);
  assert.equal((await tell(token, done)).statusCode, 409);
  assert.equal((await rowOf(callId)).state, 'running', 'to be given up by the conversation');
});

test('two deliveries at once are one, also at two processes; no token stands in a log', async () => {
  const lines: string[] = [];
  const keep = (...said: unknown[]) => void lines.push(JSON.stringify(said));
  const log = {
    ...quiet,
    info: keep,
    warn: keep,
    error: keep,
    debug: keep,
    child: () => log,
  } as typeof quiet;
  const other = await service.another({ log });
  const { id, token } = await startWork(service, conversationId);
  service.doorbell.breakDown();
  const told = await Promise.all([app, other, app, other].map((at) => tell(token, done, at)));
  service.doorbell.repair();
  assert.deepEqual(
    told.map(({ statusCode }) => statusCode),
    [200, 200, 200, 200],
  );
  assert.equal((await eventsOf(id)).length, 1);
  await tell(`${token}x`, done, other);
  assert.match(lines.join(), /telling of the end of work/);
  assert.ok(!lines.join().includes(token.split('.')[1] ?? ''));
});
