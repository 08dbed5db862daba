import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { createApprovals } from '../../src/database/approvals.ts';
import { createControl } from '../../src/database/control.ts';
import type { StoredMessage } from '../../src/database/messages.ts';
import { workflowIdOf } from '../../src/domain/conversation.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { historiesOf } from '../support/histories.ts';
import { testOperator } from '../support/operators.ts';
import type { Script } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

/** A new run after each turn: whatever isn't carried as data is lost. */
const everyTurnANewRun = { 'limit.historyCount.suggestContinueAsNew': '8' };
const impatient = { newMs: 500, claimedMs: 1_000 };
const expiresMs = 2_000;

const answers = (all: StoredMessage[]) =>
  all.filter((message) => message.kind === 'answer').map((m) => m.text);
const isSettled = (all: StoredMessage[]) => all.every((message) => message.disposition !== 'pending');

/** Asks for what the customer names, and answers with what came of all that was asked for. */
const script: Script = ({ messages }) => {
  const results = messages.filter((message) => message.role === 'tool').map((message) => message.content);
  if (messages.at(-1)?.role === 'tool') return { text: `Result: ${results.join(' and ')}` };
  const asked = messages.findLast((message) => message.role === 'user')?.content ?? '';
  const refunds = [...asked.matchAll(/refund (\w)/g)].map(([, order]) => ({
    name: 'refund',
    args: { order },
  }));
  const vouchers = asked.includes('voucher') ? [{ name: 'voucher', args: {} }] : [];
  const toolCalls = [...refunds, ...vouchers];
  return toolCalls.length > 0 ? { toolCalls } : { text: 'Sure.' };
};

async function start(t: TestContext, own: Script = script) {
  const ran: string[] = [];
  const refund = defineTool({
    name: 'refund',
    description: 'Refunds an order.',
    input: z.object({ order: z.string() }),
    output: z.object({ refunded: z.string() }),
    effect: 'keyed',
    effectKey: ({ order }) => order,
    approval: {},
    run: async ({ order }) => {
      ran.push(order);
      return { refunded: order };
    },
  });
  const voucher = defineTool({
    name: 'voucher',
    description: 'Gives a voucher.',
    input: z.object({}),
    output: z.object({ given: z.boolean() }),
    effect: 'irreversible',
    approval: { expiresMs },
    run: async () => {
      ran.push('voucher');
      return { given: true };
    },
  });
  const engine = await startTestEngine(t, {
    script: own,
    assistant: { tools: [refund, voucher] },
    dynamicConfig: everyTurnANewRun,
    patience: impatient,
  });
  return { engine, id: await engine.openConversation(), ran };
}

const pendingApprovals = (engine: TestEngine, count: number) =>
  eventually(async () => {
    const { items } = await createApprovals(engine.db).list({ state: 'pending', limit: 10 });
    return items.length === count ? items : undefined;
  });

/** The word stands in the database, and nobody has rung for it. */
async function decideUnrung(engine: TestEngine, approvalId: string): Promise<void> {
  const { id: by, role } = await testOperator(engine.db, 'approver');
  const word = { approvalId, version: 1, decision: 'approve', by, role } as const;
  assert.equal((await createApprovals(engine.db).decide(word)).outcome, 'decided');
}

async function assertRuns(engine: TestEngine, id: string, runsMin: number): Promise<void> {
  const runs = await historiesOf(engine.client, workflowIdOf(id));
  assert.ok(runs.length >= runsMin, `${runs.length} runs`);
}

test('two approvals at once, decided in the other order, over new runs and a worker that is down', async (t) => {
  const { engine, id, ran } = await start(t);
  await engine.say(id, 'refund A and refund B');
  const [first, second] = await pendingApprovals(engine, 2);
  assert.ok(first && second);
  await engine.say(id, 'hello');
  await engine.transcriptWhen(id, (all) => answers(all).includes('Sure.'));
  assert.deepEqual(ran, []);

  const approver = await testOperator(engine.db, 'approver');
  const word = { approvalId: second.id, version: 1, decision: 'approve', by: approver.id };
  await engine.handle(id).signal('decideApproval', word);
  await engine.handle(id).signal('decideApproval', word);
  const between = await engine.transcriptWhen(id, (all) => answers(all).length === 2);
  assert.deepEqual(ran, ['B']);
  assert.equal(between[0]?.disposition, 'pending', 'the other half is still undecided');

  await engine.restartWorker(async () => {
    await decideUnrung(engine, first.id);
    await engine.say(id, 'are you there?');
  });
  const after = await engine.transcriptWhen(id, (all) => isSettled(all) && answers(all).length === 4);
  assert.deepEqual(ran, ['B', 'A']);
  assert.ok(after.every((message) => message.from !== 'customer' || message.disposition === 'answered'));
  assert.equal(answers(after).filter((text) => text.includes('"refunded":"A"')).length, 1);
  await assertRuns(engine, id, 4);
});

test('an approval that expires while no worker is up is found expired, once', async (t) => {
  const { engine, id, ran } = await start(t);
  await engine.say(id, 'a voucher');
  const [approval] = await pendingApprovals(engine, 1);
  await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
  await engine.restartWorker(() =>
    eventually(() => Date.parse(approval?.expiresAt ?? '') < Date.now() || undefined),
  );
  const after = await engine.transcriptWhen(id, isSettled);
  assert.match(answers(after).join(), /Nobody decided in time/);
  assert.equal(answers(after).length, 1);
  assert.deepEqual(ran, []);
  await assertRuns(engine, id, 2);
});

test('closing with two approvals pending ends them; no late word brings them back', async (t) => {
  const { engine, id, ran } = await start(t);
  await engine.say(id, 'refund A and refund B');
  const [first] = await pendingApprovals(engine, 2);
  const operator = await testOperator(engine.db, 'approver');
  await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
  await engine.handle(id).signal('close', { by: operator.id, reason: 'solved by phone' });
  await engine.handle(id).result();
  const word = { approvalId: first?.id ?? '', version: 1, decision: 'approve', by: operator.id } as const;
  const late = await createApprovals(engine.db).decide({ ...word, role: 'approver' });
  assert.equal(late.outcome, 'decided_before');
  await assertRuns(engine, id, 1);

  await engine.say(id, 'me again');
  await engine.handle(id).signal('decideApproval', word);
  const after = await engine.transcriptWhen(id, (all) => isSettled(all) && answers(all).length === 1);
  assert.deepEqual(
    after.filter((message) => message.from === 'customer').map((m) => [m.disposition, m.reason]),
    [
      ['closed', 'solved by phone'],
      ['answered', null],
    ],
  );
  assert.deepEqual(ran, []);
  await assertRuns(engine, id, 1);
});

test('a run that is terminated in the middle of a turn is taken up again, and the customer gets one answer', async (t) => {
  const gate = openGate();
  const { engine, id } = await start(t, (_request, call) =>
    call === 1 ? { text: ['One moment. ', gate, 'Here it is.'] } : { text: 'Here it is again.' },
  );
  await engine.say(id, 'hello');
  await gate.reached;
  await engine.handle(id).terminate('by the test');
  const after = await engine.transcriptWhen(id, isSettled);
  gate.release();
  assert.deepEqual(answers(after), ['Here it is again.']);
  await engine.say(id, 'and now?');
  const last = await engine.transcriptWhen(id, (all) => isSettled(all) && answers(all).length === 2);
  assert.equal(last.length, 4);
  await assertRuns(engine, id, 1);
});

test('a run that is terminated while approvals wait still expires them, and answers what else was asked', async (t) => {
  const gate = openGate();
  const { engine, id, ran } = await start(t, (request, call) => {
    const asked = request.messages.findLast((message) => message.role === 'user')?.content;
    return asked === 'hello' && call === 2 ? { text: ['One moment. ', gate] } : script(request, call);
  });
  await engine.say(id, 'a voucher and refund A');
  await pendingApprovals(engine, 2);
  await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
  await engine.say(id, 'hello');
  await gate.reached;
  await engine.handle(id).terminate('by the test');
  gate.release();
  const soon = await engine.transcriptWhen(id, (all) => answers(all).includes('Sure.'));
  assert.equal(soon[0]?.disposition, 'pending', 'the refund still waits');
  await engine.transcriptWhen(id, (all) => answers(all).some((text) => text.includes('Nobody decided')));

  await engine.handle(id).terminate('by the test');
  const [approval] = await pendingApprovals(engine, 1);
  await decideUnrung(engine, approval?.id ?? '');
  const after = await engine.transcriptWhen(id, isSettled);
  assert.deepEqual(ran, ['A']);
  assert.equal(answers(after).length, 3);
});

test('a run that is terminated while only an approval waits is there again when it expires', async (t) => {
  const { engine, id, ran } = await start(t);
  await engine.say(id, 'a voucher');
  await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
  await engine.handle(id).terminate('by the test');
  const after = await engine.transcriptWhen(id, isSettled);
  assert.match(answers(after).join(), /Nobody decided in time/);
  assert.deepEqual(ran, []);
});

test('a close whose doorbell was lost reaches the workflow, and nobody is blamed for it', async (t) => {
  const { engine, id } = await start(t);
  await engine.say(id, 'hello');
  await engine.transcriptWhen(id, (all) => answers(all).length === 1);
  const operator = await testOperator(engine.db, 'operator');
  await createControl(engine.db).close({ conversationId: id, by: operator.id, reason: 'done' });
  await engine.handle(id).result();
  const refused = await engine.db.selectFrom('audit').selectAll().where('allowed', '=', false).execute();
  assert.deepEqual(refused, []);
});
