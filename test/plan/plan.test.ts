import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTurns } from '../../src/database/turns.ts';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { startTestEngine } from '../support/test-engine.ts';
import {
  asksForPlan,
  given,
  type Journal,
  journalTools,
  planning,
  planReply,
  read,
  task,
  withTools,
} from './support/plans.ts';
import { answered, eventsOf, planStepsOf, summariesOf } from './support/seen.ts';

const parts = 'Where are A, B, C and D? And pay A back.';

test('independent parts start at once, the dependent one when what it needs is there; one model call plans', async (t) => {
  const journal: Journal = [];
  const gate = openGate();
  const engine = await startTestEngine(t, {
    script: planning(
      () =>
        planReply([
          task('refund', 'pay', [read('id', 'a', '/id'), read('amountCents', 'a', '/total')]),
          ...['a', 'b', 'c', 'd'].map((name) => task(name, 'fetch', [given('what', name)])),
        ]),
      ({ messages }) => ({
        text: messages
          .filter(({ role }) => role === 'tool')
          .map(({ content }) => content)
          .join(' '),
      }),
    ),
    assistant: withTools(
      journalTools(journal, (tool) => (tool === 'fetch' ? gate.pass() : Promise.resolve())),
    ),
  });
  const id = await engine.openConversation();
  await engine.say(id, parts);
  await eventually(async () => (journal.length === 4 ? true : undefined));
  assert.deepEqual([...journal].sort(), [
    'fetch a starts',
    'fetch b starts',
    'fetch c starts',
    'fetch d starts',
  ]);
  gate.release();
  const answer = await answered(engine, id);
  assert.equal(journal.at(-1), 'pay a 4990', 'the amount was converted, and came last');
  assert.match(answer, /"paid":4990.*"id":"a".*"id":"d"/s, 'the results are there in the order planned');

  const events = await eventsOf(engine, id);
  const scheduled = events.filter(({ scheduled }) => scheduled === 'runTool');
  const firstEnd = events.find(({ completes }) => completes === 'runTool')?.at ?? 0;
  assert.equal(
    scheduled.filter(({ at }) => at < firstEnd).length,
    4,
    'four are scheduled before the first ends',
  );
  assert.ok((scheduled[4]?.at ?? 0) > firstEnd, 'the fifth only then');
  assert.equal(events.filter(({ scheduled }) => scheduled === 'makePlan').length, 1);
  const summaries = await summariesOf(engine, id);
  for (const name of ['refund', 'a', 'b', 'c', 'd']) assert.ok(summaries.includes(`Sees to ${name}`), name);

  const steps = await planStepsOf(engine, id);
  assert.equal(steps.find(({ kind }) => kind === 'plan')?.outcome, '5 tasks');
  const refund = steps.find(({ kind, detail }) => kind === 'task' && detail.name === 'refund');
  assert.deepEqual(refund?.detail.inputs, [
    { field: 'id', from: 'a', pointer: '/id' },
    { field: 'amountCents', from: 'a', pointer: '/total', adapter: 'cents' },
  ]);
});

test('a part that fails costs only what needs it, and whoever answers is told of every part', async (t) => {
  const journal: Journal = [];
  const engine = await startTestEngine(t, {
    script: planning(
      (_request, call) =>
        call > 2
          ? planReply([])
          : planReply([
              task('a', 'look', [given('what', 'a')]),
              task('b', 'look', [given('what', 'b')]),
              task('missing', 'look', [given('what', 'nothing')]),
              task('refund', 'pay', [read('id', 'missing', '/id'), read('amountCents', 'missing', '/total')]),
            ]),
      ({ messages }) => ({ text: messages[0]?.content?.split('The request was taken apart')[1] ?? 'untold' }),
    ),
    assistant: withTools(journalTools(journal)),
  });
  const id = await engine.openConversation();
  await engine.say(id, parts);
  const answer = await answered(engine, id);
  assert.doesNotMatch(answer, /Still open: /, 'the answer names what stays open');
  assert.match(answer, /Sees to a \(done\)/);
  assert.match(answer, /Sees to b \(done\)/);
  assert.match(answer, /Sees to missing \(failed\)/);
  assert.match(answer, /Sees to refund \(failed\)/);
  assert.ok(!journal.some((line) => line.startsWith('pay')), 'nothing is paid on a guess');
  const calls = await engine.db
    .selectFrom('tool_calls')
    .selectAll()
    .where('task_name', '=', 'refund')
    .execute();
  assert.match(JSON.stringify(calls[0]?.result), /needs this first: Sees to missing/);
  const plans = engine.model.requests.filter(asksForPlan);
  assert.equal(plans.length, 2, 'what was lost with it was worth another plan');
  assert.match(plans[1]?.messages.at(-1)?.content ?? '', /missing \(look\), failed.*no such thing/s);
});

test('a value that does not fit fails by its path, and is never guessed', async (t) => {
  const journal: Journal = [];
  const engine = await startTestEngine(t, {
    script: planning(
      (_request, call) =>
        call > 2
          ? planReply([])
          : planReply([
              task('a', 'look', [given('what', 'a')]),
              task('refund', 'pay', [read('id', 'a', '/id'), read('amountCents', 'a', '/id')]),
            ]),
      () => ({ text: 'That is all.' }),
    ),
    assistant: withTools(journalTools(journal)),
  });
  const id = await engine.openConversation();
  await engine.say(id, parts);
  const answer = await answered(engine, id);
  assert.equal(answer, 'That is all.\n\nStill open: Sees to refund', 'what the model leaves out is said');
  assert.deepEqual(journal, ['look a starts', 'look a ends']);
  const steps = await planStepsOf(engine, id);
  const refund = steps.find(({ kind, detail }) => kind === 'task' && detail.name === 'refund');
  assert.equal(refund?.outcome, 'failed');
  assert.deepEqual(refund?.detail.failures, [
    {
      task: 'refund',
      field: 'amountCents',
      from: 'a',
      pointer: '/id',
      expected: 'whole cents',
      found: 'a text',
    },
  ]);
});

test('a plan that can not be carried out is sent back once; then the turn goes on without one', async (t) => {
  const engine = await startTestEngine(t, {
    script: planning(
      () =>
        planReply([task('a', 'fly', [given('what', 'a')]), task('b', 'look', [read('what', 'b', '/id')])]),
      ({ messages }) =>
        messages.at(-1)?.role === 'tool'
          ? { text: 'Found.' }
          : { toolCalls: [{ name: 'look', args: { what: 'a' } }] },
    ),
    assistant: withTools(journalTools([])),
  });
  const id = await engine.openConversation();
  await engine.say(id, parts);
  assert.equal(await answered(engine, id), 'Found.');
  const asked = engine.model.requests.filter(asksForPlan);
  assert.equal(asked.length, 2);
  assert.match(
    asked[1]?.messages.at(-1)?.content ?? '',
    /\/tasks\/0\/component: there is no component fly.*\/tasks\/1\/inputs\/what: a task cannot read its own output/s,
  );
  const [step] = (await planStepsOf(engine, id)).filter(({ kind }) => kind === 'plan');
  assert.equal(step?.outcome, 'unusable');
});

test('a simple request never pays for planning', async (t) => {
  const engine = await startTestEngine(t, {
    script: planning(
      () => {
        throw new Error('nobody asked for a plan');
      },
      () => ({ text: 'Hello.' }),
      2,
    ),
    assistant: withTools(journalTools([])),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello there, and how are you?');
  assert.equal(await answered(engine, id), 'Hello.');
  const { db } = engine;
  const [turn] = await createTurns(db)
    .list(id, { limit: 1 })
    .then(({ items }) => items);
  assert.ok(turn?.steps.every(({ kind }) => kind !== 'plan'));
});
