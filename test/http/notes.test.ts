import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { bounds } from '../../src/domain/bounds.ts';
import { startHttpService } from './support/http-service.ts';
import { employ, say, type TestOperator, type Visitor, visit } from './support/people.ts';

const service = await startHttpService();
const { app, db } = service;
const ada = await employ(service, 'operator');
const bob = await employ(service, 'operator');
const viewer = await employ(service, 'viewer');

const urlOf = ({ conversationId }: Visitor) => `/v1/conversations/${conversationId}/notes`;
const write = (who: TestOperator, visitor: Visitor, payload: object) =>
  app.inject({ method: 'POST', url: urlOf(visitor), headers: who.writes, payload });
const read = async (visitor: Visitor) =>
  (await app.inject({ url: urlOf(visitor), headers: viewer.headers })).json().items;

test('colleagues read a note where it was written, and it is in the audit', async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'hello');
  const id = randomUUID();
  const note = { id, text: ' They have called before. ' };
  const written = await write(ada, visitor, note);
  assert.equal(written.statusCode, 201, written.body);
  await say(service, visitor, 'are you there?');
  await write(bob, visitor, { id: randomUUID(), text: 'I have called back.' });
  const notes = await read(visitor);
  assert.deepEqual(
    notes.map(({ afterSeq, by, text }: Record<string, unknown>) => [afterSeq, by, text]),
    [
      [1, { id: ada.id, email: ada.email }, 'They have called before.'],
      [2, { id: bob.id, email: bob.email }, 'I have called back.'],
    ],
  );
  const audited = await db
    .selectFrom('audit')
    .select(['actor', 'act', 'detail'])
    .where('subject', '=', visitor.conversationId)
    .orderBy('id')
    .execute();
  assert.deepEqual(audited[0], { actor: ada.id, act: 'note', detail: { id } });
  assert.equal(audited.length, 2);
});

test('the same note sent again is one, and its id stands for nothing else', async () => {
  const visitor = await visit(service);
  const id = randomUUID();
  for (const [who, text, status] of [
    [ada, 'one', 201],
    [ada, 'one', 201],
    [ada, 'other', 409],
    [bob, 'one', 409],
  ] as const)
    assert.equal((await write(who, visitor, { id, text })).statusCode, status);
  assert.equal((await read(visitor)).length, 1);
  const elsewhere = await visit(service);
  assert.equal((await write(bob, elsewhere, { id, text: 'one' })).statusCode, 201);
});

test('a customer sees nothing of a note, in no way', async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'hello');
  const secret = `canary-${randomUUID()}`;
  const note = { id: randomUUID(), text: secret };
  await write(ada, visitor, note);
  const messages = await app.inject({ url: '/v1/chat/messages', headers: visitor.headers });
  assert.equal(messages.json().items.length, 1);
  assert(!messages.body.includes(secret));
  const base = await service.listen();
  const stop = new AbortController();
  const { headers } = visitor;
  const stream = await fetch(`${base}/v1/chat/events`, { headers, signal: stop.signal });
  await write(ada, visitor, { id: randomUUID(), text: secret });
  await say(service, visitor, 'the last word');
  let told = '';
  for await (const chunk of stream.body ?? []) {
    told += Buffer.from(chunk).toString();
    if (told.includes('the last word')) break;
  }
  stop.abort();
  assert(!told.includes(secret));
  assert(!told.includes('changed'));
});

test('a note has words, and an end; and there are not endlessly many', async () => {
  const visitor = await visit(service);
  for (const text of ['', ' ', '\0', 'x'.repeat(bounds.reasonTextMax + 1), 7, undefined])
    assert.equal((await write(ada, visitor, { id: randomUUID(), text })).statusCode, 422);
  for (const id of ['1', 7, undefined])
    assert.equal((await write(ada, visitor, { id, text: 'x' })).statusCode, 422);
  for (let left = bounds.notesMax; left > 0; left -= 1)
    await service.rows.notes.add({
      ...{ conversationId: visitor.conversationId, id: randomUUID(), text: 'x', by: ada.id },
    });
  assert.equal((await write(ada, visitor, { id: randomUUID(), text: 'x' })).statusCode, 409);
  assert.equal((await read(visitor)).length, bounds.notesMax);
});

test('who may only look writes no note, and that it was tried is noted', async () => {
  const visitor = await visit(service);
  assert.equal((await write(viewer, visitor, { id: randomUUID(), text: 'x' })).statusCode, 403);
  assert.deepEqual(await read(visitor), []);
  const [entry] = await db
    .selectFrom('audit')
    .select(['act', 'allowed'])
    .where('subject', '=', visitor.conversationId)
    .execute();
  assert.deepEqual(entry, { act: 'note', allowed: false });
});
