import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { createApprovals } from '../../src/database/approvals.ts';
import { createConversations } from '../../src/database/conversations.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { eventually } from '../support/eventually.ts';
import { testOperator } from '../support/operators.ts';
import type { Script } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const answers = (all: { kind: string; text: string }[]) =>
  all.filter((message) => message.kind === 'answer').map((message) => message.text);

/** Asks for a refund, and answers with what came of it. */
const refunds: Script = ({ messages }) => {
  const last = messages.at(-1);
  if (last?.role === 'tool') return { text: `Result: ${last.content}` };
  return last?.content?.includes('refund')
    ? { toolCalls: [{ name: 'refund', args: { order: 'A-1', cents: 9_900 } }] }
    : { text: 'Sure.' };
};

async function start(
  t: TestContext,
  approval: { expiresMs?: number; remindMs?: number; onExpiry?: 'reject' | 'escalate' } = {},
) {
  const ran: unknown[] = [];
  const refund = defineTool({
    name: 'refund',
    description: 'Refunds an order.',
    input: z.object({ order: z.string(), cents: z.int() }),
    output: z.object({ refunded: z.int() }),
    effect: 'keyed',
    effectKey: ({ order }) => order,
    approval,
    run: async (args, { effectKey }) => {
      ran.push({ ...args, effectKey });
      return { refunded: args.cents };
    },
  });
  const engine = await startTestEngine(t, { assistant: { tools: [refund] }, script: refunds });
  const id = await engine.openConversation();
  return { engine, id, ran };
}

const pendingApproval = (engine: TestEngine) =>
  eventually(async () => (await createApprovals(engine.db).list({ state: 'pending', limit: 10 })).items[0]);

test('a call that needs an approval waits as state; the customer writes on; operators are reminded; the decision runs it once', async (t) => {
  const hourMs = 3_600_000;
  const { engine, id, ran } = await start(t, { expiresMs: hourMs, remindMs: hourMs - 2_000 });
  await engine.say(id, 'I want a refund');
  const approval = await pendingApproval(engine);
  const waiting = await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
  assert.equal(waiting[0]?.disposition, 'pending');
  assert.deepEqual(ran, []);
  await engine.say(id, 'By the way, hello');
  await engine.transcriptWhen(id, (all) => answers(all).includes('Sure.'));
  // The reminder comes due while nobody is at work, or before: by its timer either way.
  await engine.restartWorker(500);
  const { get } = createConversations(engine.db);
  await eventually(
    async () => /^Decide on refund, soon: by \d{4}-/.test((await get(id))?.nextStep ?? '') || undefined,
  );
  assert.ok((await createApprovals(engine.db).get(approval.id))?.remindedAt);
  const alerts = await engine.db.selectFrom('alerts').select(['kind', 'approval_id']).execute();
  assert.deepEqual(alerts, [{ kind: 'reminder', approval_id: approval.id }], 'monitors hear of it, once');

  const approver = await testOperator(engine.db, 'approver');
  await engine.handle(id).signal('decideApproval', {
    approvalId: approval.id,
    version: approval.version,
    decision: 'approve',
    args: { order: 'A-1', cents: 5_000 },
    by: approver.id,
  });
  const after = await engine.transcriptWhen(id, (all) => answers(all).length === 2);
  const { customer } = (await get(id)) ?? {};
  const effectKey = `refund:customer:${customer?.id}:A-1`;
  assert.deepEqual(ran, [{ order: 'A-1', cents: 5_000, effectKey }]);
  assert.match(answers(after)[1] ?? '', /"refunded":5000/);
  assert.equal(after[0]?.disposition, 'answered');
  const settled = await createApprovals(engine.db).get(approval.id);
  assert.equal(settled?.state, 'approved');
  assert.deepEqual(settled?.decidedBy, { id: approver.id, email: approver.email });
});

test('unknown operators, low roles, stale versions and wrong arguments change nothing', async (t) => {
  const { engine, id, ran } = await start(t);
  await engine.say(id, 'I want a refund');
  const approval = await pendingApproval(engine);
  const viewer = await testOperator(engine.db, 'viewer');
  const approver = await testOperator(engine.db, 'approver');
  const word = { approvalId: approval.id, version: 1, decision: 'approve' };
  const handle = engine.handle(id);
  await handle.signal('decideApproval', { ...word, by: randomUUID() });
  await handle.signal('decideApproval', { ...word, by: viewer.id });
  await handle.signal('decideApproval', { ...word, version: 7, by: approver.id });
  await handle.signal('decideApproval', { ...word, args: { order: 1 }, by: approver.id });
  await handle.signal('decideApproval', { ...word, decision: 'reject', by: approver.id });
  await handle.signal('decideApproval', 'nonsense');
  await handle.signal('takeOver', { by: viewer.id });
  await engine.say(id, 'Hello?');
  await engine.transcriptWhen(id, (all) => answers(all).includes('Sure.'));
  await eventually(async () => {
    const { count } = await engine.db
      .selectFrom('audit')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('allowed', '=', false)
      .executeTakeFirstOrThrow();
    return count >= 7 ? count : undefined;
  });
  assert.equal((await createApprovals(engine.db).get(approval.id))?.state, 'pending');
  assert.deepEqual(ran, []);
});

test('a rejection with its reason reaches the assistant; it is not put up again before a colleague has handed back', async (t) => {
  const { engine, id, ran } = await start(t);
  await engine.say(id, 'I want a refund');
  const { id: by } = await testOperator(engine.db, 'approver');
  const reject = async () => {
    const { id: approvalId, version } = await pendingApproval(engine);
    const word = { approvalId, version, decision: 'reject', reason: 'worn already', by };
    await engine.handle(id).signal('decideApproval', word);
  };
  await reject();
  const first = await engine.transcriptWhen(id, (all) => answers(all).length === 1);
  assert.match(answers(first)[0] ?? '', /worn already/);
  assert.equal(first[0]?.disposition, 'answered');
  await engine.say(id, 'But I want my refund!');
  const after = await engine.transcriptWhen(id, (all) => answers(all).length === 2);
  assert.match(answers(after)[1] ?? '', /worn already/, 'it knows why, without asking anybody again');
  const all = await createApprovals(engine.db).list({ limit: 10 });
  assert.equal(all.items.length, 1);

  await engine.handle(id).signal('takeOver', { by });
  await engine.handle(id).signal('handBack', { by, note: 'They may have it.' });
  await eventually(async () => {
    const view = (await engine.handle(id).query('conversation')) as { status: string };
    return view.status === 'open' || undefined;
  });
  await engine.say(id, 'So, my refund?');
  await pendingApproval(engine);
  assert.deepEqual(ran, []);
});

test('an approval that nobody decides expires, and the customer hears', async (t) => {
  const { engine, id, ran } = await start(t, { expiresMs: 700 });
  await engine.say(id, 'I want a refund');
  const after = await engine.transcriptWhen(id, (all) => answers(all).length === 1);
  assert.match(answers(after)[0] ?? '', /Nobody decided/);
  assert.deepEqual(ran, []);
});

test('an expiry that escalates hands the conversation to operators', async (t) => {
  const { engine, id, ran } = await start(t, { expiresMs: 700, onExpiry: 'escalate' });
  await engine.say(id, 'I want a refund');
  const after = await engine.transcriptWhen(id, (all) => all[0]?.disposition === 'handed_over');
  assert.deepEqual(answers(after), []);
  assert.deepEqual(ran, []);
  const view = (await engine.handle(id).query('conversation')) as { needs: string[]; status: string };
  assert.deepEqual([view.status, view.needs], ['with_operator', ['operator']]);
});
