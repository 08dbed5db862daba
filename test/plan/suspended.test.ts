import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pendingApproval } from '../replay/scenario.ts';
import { type History, historiesOf } from '../support/histories.ts';
import { testOperator } from '../support/operators.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import {
  asksAgain,
  asksForPlan,
  given,
  type Journal,
  journalTools,
  lastSaid,
  planning,
  planReply,
  read,
  task,
  toldOfPlan,
  withTools,
} from './support/plans.ts';
import { answered } from './support/seen.ts';

const refunding = (what: string) =>
  planReply([
    task('order', 'look', [given('what', what)]),
    task('stock', 'fetch', [given('what', 'B-2')]),
    task('refund', 'pay_much', [read('id', 'order', '/id'), read('amountCents', 'order', '/total')]),
    task('receipt', 'fetch', [read('what', 'refund', '/receipt')]),
  ]);

const decide = async (engine: TestEngine, id: string, decision: 'approve' | 'reject', args?: object) => {
  const { id: approvalId, version } = await pendingApproval(engine);
  const { id: by } = await testOperator(engine.db, 'approver');
  const word = { approvalId, version, decision, by, reason: 'Too late.', ...(args && { args }) };
  await engine.handle(id).signal('decideApproval', word);
};

const signalsOf = (history: History | undefined) =>
  (history?.events ?? []).map((event) => event.workflowExecutionSignaledEventAttributes?.signalName);

async function suspended(t: Parameters<typeof startTestEngine>[0], journal: Journal, what = 'A-1') {
  const engine = await startTestEngine(t, {
    script: planning(
      (request) => {
        if (lastSaid(request) === 'Hello?') return planReply([]);
        if (asksAgain(request)) return planReply([task('voucher', 'fetch', [read('what', 'order', '/id')])]);
        return refunding(what);
      },
      (request) => ({ text: toldOfPlan(request) ?? 'Yes?' }),
    ),
    assistant: withTools(journalTools(journal)),
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '20' },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Refund A-1, send me the receipt, and is there B-2?');
  await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'note'));
  return { engine, id };
}

test('what needs no decision runs, what does waits, and the plan goes on where it stood: in a later run, once', async (t) => {
  const journal: Journal = [];
  const { engine, id } = await suspended(t, journal);
  assert.deepEqual(journal.toSorted(), [
    'fetch B-2 ends',
    'fetch B-2 starts',
    'look A-1 ends',
    'look A-1 starts',
  ]);
  await engine.restartWorker();
  await decide(engine, id, 'approve', { id: 'A-1', amountCents: 4_000 });
  const answer = await answered(engine, id);
  assert.deepEqual(
    journal.slice(4),
    ['pay_much A-1 4000', 'fetch R-A-1 starts', 'fetch R-A-1 ends'],
    'as a person has changed it',
  );
  for (const name of ['order', 'stock', 'refund', 'receipt'])
    assert.match(answer, new RegExp(`Sees to ${name} \\(done\\)`));
  const runs = await historiesOf(engine.client, engine.handle(id).workflowId);
  assert.ok(!signalsOf(runs[0]).includes('decideApproval'), 'a later run was told of the decision');
  const [first] = await engine.transcript(id);
  assert.equal(first?.disposition, 'answered');
});

test('a message meanwhile is answered by itself, and what a person rejects keeps only what needs it', async (t) => {
  const journal: Journal = [];
  const { engine, id } = await suspended(t, journal);
  await engine.say(id, 'Hello?');
  assert.equal(await answered(engine, id), 'Yes?');
  await decide(engine, id, 'reject');
  const answer = await answered(engine, id, 2);
  assert.match(answer, /Sees to stock \(done\)/);
  assert.match(answer, /Sees to refund \(a colleague decided against it\)/);
  assert.match(answer, /Sees to receipt \(failed\)/);
  assert.ok(!journal.some((line) => line.startsWith('pay_much')));
});

test('what was allowed and then failed is planned around, once and no more', async (t) => {
  const journal: Journal = [];
  const { engine, id } = await suspended(t, journal, 'broke');
  await decide(engine, id, 'approve');
  const answer = await answered(engine, id);
  assert.match(answer, /Sees to refund \(failed\)/);
  assert.match(answer, /Sees to receipt \(failed\)/);
  assert.match(answer, /Sees to voucher \(done\)/);
  assert.equal(journal.filter((line) => line.startsWith('pay_much')).length, 1);
  assert.ok(journal.includes('fetch broke ends'), 'it reads what the first plan found');
  assert.equal(engine.model.requests.filter(asksForPlan).length, 2);
});
