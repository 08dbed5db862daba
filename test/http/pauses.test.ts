import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createControl } from '../../src/database/control.ts';
import { everything, type PauseManner, pausedReason } from '../../src/domain/component.ts';
import { startHttpService } from './support/http-service.ts';
import { employ, say, visit } from './support/people.ts';
import { createTestEngine } from './support/test-engine.ts';

const service = await startHttpService();
const { app, db, rows } = service;
const viewer = await employ(service, 'viewer');
const operator = await employ(service, 'operator');
const approver = await employ(service, 'approver');

const first = await visit(service);
const { assistant } = (await rows.conversations.get(first.conversationId)) ?? { assistant: '' };
const { registry, components } = service.deps;
(registry.assistants as object[]).push({ id: assistant, name: 'Desk', version: '1', manifestHash: 'x' });
const paused = new Map<string, PauseManner>();
const parts = components as { pauseOf: unknown; refresh: unknown };
parts.pauseOf = (id: string) => paused.get(everything) ?? paused.get(id);
parts.refresh = async () => {
  paused.clear();
  for (const { scope, manner } of await rows.pauses.list()) paused.set(scope, manner);
};

const post = (path: string, payload: object, who = approver) =>
  app.inject({ method: 'POST', url: path, headers: who.writes, payload });
const pauses = async () => (await app.inject({ url: '/v1/pauses', headers: viewer.headers })).json().items;
const nextStep = async (id: string): Promise<string> =>
  (await app.inject({ url: `/v1/conversations/${id}`, headers: viewer.headers })).json().nextStep;

test('who paused what, why and how it was before stands in the audit, and in the list by name', async () => {
  await post('/v1/pauses', { scope: assistant, manner: 'wait', reason: 'it promises too much' });
  await post('/v1/pauses', { scope: assistant, manner: 'hand_over' });
  const [pause] = await pauses();
  assert.deepEqual(
    [pause.scope, pause.manner, pause.byEmail, pause.waiting, pause.handedOver],
    [assistant, 'hand_over', approver.email, 0, 0],
  );
  await post('/v1/pauses/resume', { scope: assistant });
  const wait = { manner: 'wait', reason: 'it promises too much' };
  const over = { manner: 'hand_over', reason: null };
  const entries = await db
    .selectFrom('audit')
    .select(['actor', 'act', 'detail'])
    .where('subject', '=', assistant)
    .orderBy('id')
    .execute();
  assert.deepEqual(entries, [
    { actor: approver.id, act: 'pause', detail: { before: null, after: wait } },
    { actor: approver.id, act: 'pause', detail: { before: wait, after: over } },
    { actor: approver.id, act: 'resume', detail: { before: over, after: null } },
  ]);
  assert.equal((await post('/v1/pauses/resume', { scope: assistant })).statusCode, 404);
});

test('an operator may not stop anything, and that it was tried is noted', async () => {
  assert.equal((await post('/v1/pauses', { scope: everything }, operator)).statusCode, 403);
  assert.deepEqual(await pauses(), []);
  const refused = await db
    .selectFrom('audit')
    .select(['act', 'allowed'])
    .where('actor', '=', operator.id)
    .where('act', '=', 'pause')
    .execute();
  assert.deepEqual(refused, [{ act: 'pause', allowed: false }]);
});

test('a pause tells what waits because of it, and conversations say so as their next step', async () => {
  const waiting = await visit(service);
  await say(service, waiting, 'hello?');
  const given = await visit(service);
  await say(service, given, 'hello?');
  const { fence, turnId } = await createTestEngine(service, given.conversationId).open();
  const { conversationId } = given;
  const handOver = { conversationId, fence, turnId, reason: pausedReason, text: 'Soon.' };
  await createControl(db).handOver(handOver);
  const before = await nextStep(waiting.conversationId);
  await post('/v1/pauses', { scope: everything, manner: 'wait' });
  const [pause] = await pauses();
  assert.deepEqual([pause.waiting, pause.handedOver], [1, 1]);
  assert.match(await nextStep(waiting.conversationId), /^The assistant is paused, customers wait\. Then: /);
  assert.match(await nextStep(conversationId), /^An operator must take over: the assistant is paused/);
  await post(`/v1/conversations/${conversationId}/take-over`, {}, operator);
  assert.equal((await pauses())[0].handedOver, 0);
  await post('/v1/pauses/resume', { scope: everything });
  assert.equal(await nextStep(waiting.conversationId), before);
});

test('nothing that is not known is paused', async () => {
  assert.equal((await post('/v1/pauses', { scope: 'nobody' })).statusCode, 404);
  assert.deepEqual(await pauses(), []);
});
