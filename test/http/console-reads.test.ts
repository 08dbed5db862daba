import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createControl } from '../../src/database/control.ts';
import { createDrafts } from '../../src/database/drafts.ts';
import { createPurse } from '../../src/database/purse.ts';
import { createSteps } from '../../src/database/steps.ts';
import { heldBy } from '../../src/domain/purse/held-by.ts';
import { startHttpService } from './support/http-service.ts';
import { employ, say, visit } from './support/people.ts';
import { testAssistants } from './support/test-assistants.ts';
import { createTestEngine } from './support/test-engine.ts';

const service = await startHttpService({ temporalUi: 'http://ui.test/namespaces/default/workflows/' });
const viewer = await employ(service, 'viewer');
const read = async (url: string) => {
  const response = await service.app.inject({ url, headers: viewer.headers });
  return { status: response.statusCode, body: response.json() };
};

test('an operator learns where workflows are looked at', async () => {
  const { body } = await read('/v1/operator/me');
  assert.equal(body.operator.email, viewer.email);
  assert.equal(body.temporalUi, 'http://ui.test/namespaces/default/workflows/');
});

test('one conversation tells what is spent of each of its budgets, and what that has led to', async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'where is it');
  const { conversationId } = visitor;
  const before = await read(`/v1/conversations/${conversationId}`);
  assert.deepEqual(
    before.body.budget.purses.map(({ scope }: { scope: string }) => scope),
    ['assistantDay'],
    'no turn, no case',
  );
  await createTestEngine(service, conversationId).open();
  const purse = createPurse(service.db);
  const payer = await purse.payerOfConversation(conversationId);
  assert.ok(payer);
  const held = heldBy({ ...(testAssistants.get('shop') ?? { models: {} }) }, payer, new Date());
  const reserved = await purse.reserve({
    ...{ callId: 'spent', payer, component: 'large', held },
    worst: { tokens: 75 },
    dueAt: new Date(Date.now() + 60_000),
  });
  assert.equal(reserved.outcome, 'reserved');
  const { status, body } = await read(`/v1/conversations/${conversationId}`);
  assert.equal(status, 200);
  assert.equal(body.budget.downgradeAt, 0.7);
  assert.deepEqual(body.budget.purses[0], {
    scope: 'case',
    spent: { costMicroUsd: 0, tokens: 75, unpricedTokens: 75 },
    cap: { tokens: 100 },
    share: 0.75,
    reached: 'small model',
  });
  assert.equal(body.budget.purses[1].reached, 'none');
});

test('a transcript is read backwards page by page, each page oldest first, none twice', async () => {
  const visitor = await visit(service);
  for (let n = 1; n <= 103; n += 1)
    await service.rows.messages.accept({ ...theirs(visitor), id: `m${n}`, text: `${n}` });
  const url = `/v1/conversations/${visitor.conversationId}/messages`;
  const newest = await read(`${url}?before=2147483647`);
  const seqs = (page: { body: { items: { seq: number }[] } }) => page.body.items.map(({ seq }) => seq);
  assert.deepEqual(
    seqs(newest),
    Array.from({ length: 100 }, (_, at) => at + 4),
  );
  assert.equal(newest.body.nextCursor, '4');
  const older = await read(`${url}?before=${newest.body.nextCursor}`);
  assert.deepEqual(seqs(older), [1, 2, 3]);
  assert.equal(older.body.nextCursor, null);
});

test('a turn tells what went in and out of its steps, only under its own conversation', async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'where is it');
  const { turnId } = await createTestEngine(service, visitor.conversationId).open();
  await createSteps(service.db).record({
    id: `${turnId}:tool`,
    conversationId: visitor.conversationId,
    turnId,
    kind: 'tool',
    component: 'find_order',
    startedAt: new Date(),
    attempts: 1,
    outcome: 'done',
    detail: { args: { orderId: 'A-1' } },
  });
  const { status, body } = await read(`/v1/conversations/${visitor.conversationId}/turns/${turnId}`);
  assert.equal(status, 200);
  assert.deepEqual(body.steps[0].detail, { args: { orderId: 'A-1' } });
  const other = await visit(service);
  assert.equal((await read(`/v1/conversations/${other.conversationId}/turns/${turnId}`)).status, 404);
});

test("a customer's card shows addresses with their proof, and cases", async () => {
  const visitor = await visit(service);
  await say(service, visitor, 'hello');
  const { body } = await read(`/v1/conversations/${visitor.conversationId}/customer`);
  assert.deepEqual(
    body.addresses.map(({ channel, proof }: { channel: string; proof: string }) => [channel, proof]),
    [['web', 'claimed']],
  );
  assert.deepEqual(
    body.cases.map(({ number, closedAt }: { number: number; closedAt: string | null }) => [number, closedAt]),
    [[1, null]],
  );
});

const theirs = ({ conversationId }: { conversationId: string }) => ({
  conversationId,
  channel: 'web' as const,
});

test('a brief tells what was about to be said, tried and waits, and why a person is needed', async () => {
  const visitor = await visit(service);
  const { conversationId } = visitor;
  await say(service, visitor, 'I want a person');
  const engine = createTestEngine(service, conversationId);
  const draft = await engine.open();
  await createDrafts(service.db).release(draft, 0, 'Let me first tell you');
  const { turnId, fence } = draft;
  await service.db
    .insertInto('tool_calls')
    .values({
      ...{ id: `${turnId}:0:0`, conversation_id: conversationId, turn_id: turnId, round: 0, position: 0 },
      ...{ provider_call_id: 'a', tool: 'find_order', args: '{"orderId":"A-1"}', args_hash: 'h' },
      ...{ effect: 'read', state: 'failed', result: null },
    })
    .execute();
  const answerBy = new Date('2026-11-25T17:00:00Z');
  await createControl(service.db).handOver({
    ...{ conversationId, turnId, fence, reason: 'the customer asked for a person', text: 'Soon.', answerBy },
  });
  const { body } = await read(`/v1/conversations/${conversationId}/brief`);
  assert.equal(body.reason, 'the customer asked for a person');
  assert.equal(body.answerBy, answerBy.toISOString());
  assert.deepEqual(body.tried, [{ tool: 'find_order', state: 'failed', args: { orderId: 'A-1' } }]);
  assert.equal(body.discarded, 'Let me first tell you');
  const traced = await read(`/v1/conversations/${conversationId}/turns/${turnId}`);
  assert.ok(traced.body.steps.some(({ outcome }: { outcome: string }) => outcome === 'discarded'));
});
