import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createControl } from '../../src/database/control.ts';
import { project } from '../../src/database/conversation-row.ts';
import { askApproval } from './support/ask-approval.ts';
import { startHttpService } from './support/http-service.ts';
import { employ, say, type TestOperator, type Visitor, visit } from './support/people.ts';
import { createTestEngine } from './support/test-engine.ts';

const service = await startHttpService();
const { app, db } = service;
const ada = await employ(service, 'operator');
const bob = await employ(service, 'approver');
const viewer = await employ(service, 'viewer');
await employ(service, 'admin');

interface Item {
  readonly id: string;
  readonly assignee?: { readonly id: string; readonly email: string };
  readonly waitingSince?: string;
  readonly unread?: number;
}
interface List {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

const post = (who: TestOperator, { conversationId }: Visitor, name: string, payload: object) => {
  const url = `/v1/conversations/${conversationId}/${name}`;
  return app.inject({ method: 'POST', url, headers: who.writes, payload });
};
const list = async (who: TestOperator, query = ''): Promise<List> =>
  (await app.inject({ url: `/v1/conversations?order=urgency${query}`, headers: who.headers })).json();
const ids = ({ items }: List) => items.map(({ id }) => id);
const itemOf = async (who: TestOperator, { conversationId }: Visitor): Promise<Item> => {
  const [item] = (await list(who, `&q=${conversationId}`)).items;
  assert(item);
  return item;
};
const projected = ({ conversationId }: Visitor) =>
  db.transaction().execute((tx) => project(tx, conversationId));

test("a conversation is made mine, a colleague's and nobody's, and each time it is written down", async () => {
  const visitor = await visit(service);
  const { conversationId } = visitor;
  const assigned = await post(ada, visitor, 'assign', { to: ada.id });
  assert.deepEqual(assigned.json().conversation.assignee, { id: ada.id, email: ada.email });
  assert.deepEqual(ids(await list(ada, '&assigned=me')), [conversationId]);
  assert.deepEqual(ids(await list(bob, '&assigned=me')), []);
  assert.deepEqual(ids(await list(bob, `&assigned=${ada.id}`)), [conversationId]);
  await post(ada, visitor, 'assign', { to: bob.id });
  await post(ada, visitor, 'assign', { to: bob.id });
  assert.deepEqual(ids(await list(bob, '&assigned=me')), [conversationId]);
  assert(!ids(await list(bob, '&assigned=nobody')).includes(conversationId));
  await post(bob, visitor, 'assign', { to: null });
  assert(ids(await list(bob, '&assigned=nobody')).includes(conversationId));
  const entries = await db
    .selectFrom('audit')
    .select(['actor', 'detail'])
    .where('subject', '=', conversationId)
    .where('act', '=', 'assign')
    .orderBy('id')
    .execute();
  assert.deepEqual(entries, [
    { actor: ada.id, detail: { before: null, after: ada.id } },
    { actor: ada.id, detail: { before: ada.id, after: bob.id } },
    { actor: bob.id, detail: { before: bob.id, after: null } },
  ]);
});

test('nothing is assigned to somebody who may not answer, or who is not there', async () => {
  const visitor = await visit(service);
  const gone = await employ(service, 'operator');
  await service.rows.accounts.change(gone.id, { isDisabled: true }, 'baton');
  for (const to of [viewer.id, gone.id, randomUUID(), 'ada', '', 7, undefined])
    assert.equal((await post(ada, visitor, 'assign', { to })).statusCode, 422, String(to));
  assert.equal((await itemOf(ada, visitor)).assignee, undefined);
  assert.equal((await post(viewer, visitor, 'assign', { to: null })).statusCode, 403);
  const refused = await db
    .selectFrom('audit')
    .select(['act', 'allowed'])
    .where('subject', '=', visitor.conversationId)
    .execute();
  assert.deepEqual(refused, [{ act: 'assign', allowed: false }]);
  const colleagues = await app.inject({ url: '/v1/colleagues', headers: ada.headers });
  const known: string[] = colleagues.json().items.map(({ id }: { id: string }) => id);
  assert.deepEqual(
    [known.includes(bob.id), known.includes(viewer.id), known.includes(gone.id)],
    [true, false, false],
  );
});

test('whoever takes over has it from then on', async () => {
  const visitor = await visit(service);
  await post(ada, visitor, 'assign', { to: ada.id });
  await post(bob, visitor, 'take-over', {});
  assert.equal((await itemOf(bob, visitor)).assignee?.id, bob.id);
});

test('what is new is new to each operator, until they have seen it', async () => {
  const visitor = await visit(service);
  for (const text of ['one', 'two', 'three']) await say(service, visitor, text);
  const unread = async (who: TestOperator) => (await itemOf(who, visitor)).unread;
  assert.deepEqual([await unread(ada), await unread(bob)], [3, 3]);
  assert.equal((await post(ada, visitor, 'read', { seq: 2 })).statusCode, 204);
  assert.deepEqual([await unread(ada), await unread(bob)], [1, 3]);
  await post(ada, visitor, 'read', { seq: 3 });
  await post(ada, visitor, 'read', { seq: 1 });
  assert.equal(await unread(ada), 0);
  const only = `&unread=true&q=${visitor.conversationId}`;
  assert.deepEqual([ids(await list(ada, only)), ids(await list(bob, only))], [[], [visitor.conversationId]]);
  await say(service, visitor, 'four');
  assert.equal(await unread(ada), 1);
  for (const seq of [-1, 1.5, 'x', 2_147_483_648])
    assert.equal((await post(ada, visitor, 'read', { seq })).statusCode, 422, String(seq));
});

test('a customer waits from the first message that nobody has answered until somebody has', async () => {
  const visitor = await visit(service);
  const waits = async () => (await itemOf(ada, visitor)).waitingSince;
  assert.equal(await waits(), undefined);
  await say(service, visitor, 'first');
  const since = await waits();
  assert.ok(since);
  const engine = createTestEngine(service, visitor.conversationId);
  const draft = await engine.open();
  await say(service, visitor, 'second');
  const stillSince = Math.abs(Date.parse((await waits()) ?? '') - Date.parse(since));
  assert.ok(stillSince < 50, 'whoever writes again does not wait anew');
  await engine.answer(draft, 'An answer to the first.');
  const second = await waits();
  assert.ok(second && Date.parse(second) > Date.parse(since), 'the second is still open');
  await engine.answer(await engine.open(), 'And to the second.');
  assert.equal(await waits(), undefined);

  await say(service, visitor, 'third');
  await post(ada, visitor, 'take-over', {});
  assert.ok(await waits(), 'that somebody took over is no answer');
  await post(ada, visitor, 'messages', { id: randomUUID(), text: 'Hello' });
  await projected(visitor);
  assert.equal(await waits(), undefined);
  await say(service, visitor, 'fourth');
  assert.ok(await waits());
  await post(ada, visitor, 'close', { reason: 'solved' });
  assert.equal(await waits(), undefined);
  await say(service, visitor, 'and again');
  await engine.open();
  assert.ok(Date.parse((await waits()) ?? '') > Date.parse(second), 'what was closed is not waited for');
});

test('what needs somebody first comes first, and whoever has waited longest before the others', async () => {
  const search = `inbox ${randomUUID()}`;
  const named = async () => {
    const visitor = await visit(service);
    const { customer } = (await service.rows.conversations.get(visitor.conversationId)) ?? {};
    await db
      .updateTable('customers')
      .set({ name: search })
      .where('id', '=', customer?.id ?? '')
      .execute();
    return visitor;
  };
  const quiet = await named();
  const closed = await named();
  const decision = await named();
  const withAda = await named();
  const withAdaWaiting = await named();
  const late = await named();
  const early = await named();
  await post(ada, closed, 'close', { reason: 'done' });
  await say(service, decision, 'a refund, please');
  await askApproval(service, decision.conversationId);
  await projected(decision);
  await post(ada, withAda, 'take-over', {});
  await say(service, withAdaWaiting, 'hello?');
  await post(ada, withAdaWaiting, 'take-over', {});
  for (const visitor of [early, late]) {
    await say(service, visitor, 'a person, please');
    const { fence, turnId } = await createTestEngine(service, visitor.conversationId).open();
    const handOver = {
      conversationId: visitor.conversationId,
      fence,
      turnId,
      reason: 'asked',
      text: 'Soon.',
    };
    await createControl(db).handOver(handOver);
  }
  const order = [early, late, decision, withAdaWaiting, withAda, quiet, closed];
  assert.deepEqual(
    ids(await list(ada, `&q=${encodeURIComponent(search)}`)),
    order.map(({ conversationId }) => conversationId),
  );
});

test('by urgency, too, pages hold each conversation once', async () => {
  for (let i = 0; i < 11; i++) await Promise.all(Array.from({ length: 20 }, () => visit(service)));
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: List = await list(ada, cursor && `&cursor=${cursor}`);
    seen.push(...ids(page));
    cursor = page.nextCursor;
    assert(seen.length < 1_000);
  }
  const { count } = await db
    .selectFrom('conversations')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  assert.deepEqual([seen.length, new Set(seen).size], [count, count]);
});

test('a place in one order is none in the other', async () => {
  const { nextCursor } = await list(ada);
  assert(nextCursor);
  const other = await app.inject({ url: `/v1/conversations?cursor=${nextCursor}`, headers: ada.headers });
  assert.equal(other.statusCode, 422);
});
