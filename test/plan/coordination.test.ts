import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { startTestEngine } from '../support/test-engine.ts';
import {
  given,
  type Journal,
  journalTools,
  planning,
  planReply,
  read,
  sending,
  task,
  withTools,
} from './support/plans.ts';
import { answered, eventsOf, planStepsOf } from './support/seen.ts';

const results = (messages: readonly { role: string; content: string | null }[]) =>
  messages.filter(({ role }) => role === 'tool').map(({ content }) => content ?? '');

test('what is asked for twice runs once, and both get the result; after a change it is read anew', async (t) => {
  const journal: Journal = [];
  const look = (what: string) => ({ name: 'look', args: { what } });
  const rounds = [
    [
      look('A'),
      look('B'),
      look('A'),
      { name: 'pay', args: { id: 'A', amountCents: 5 } },
      { name: 'pay', args: { amountCents: 5, id: 'A' } },
    ],
    [look('A')],
    [look('A')],
  ];
  const engine = await startTestEngine(t, {
    script: ({ messages }) => {
      const toolCalls = rounds[messages.filter(({ tool_calls }) => tool_calls).length];
      return toolCalls ? { toolCalls } : { text: results(messages).join(' | ') };
    },
    assistant: { tools: journalTools(journal) },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Pay A, and look at A and B.');
  const answer = (await answered(engine, id)).split(' | ').map((text) => JSON.parse(text));
  assert.deepEqual(
    answer.slice(0, 5).map(({ id: found, receipt }) => found ?? receipt),
    ['A', 'B', 'A', 'R-A', 'R-A'],
    'in the order asked',
  );
  const ran = (line: string) => journal.filter((each) => each === line).length;
  assert.equal(ran('pay A 5'), 1);
  assert.equal(ran('look B starts'), 1);
  assert.equal(ran('look A starts'), 3, 'once in the first round, and anew after the payment');
});

test('two tasks that come to the same are one call, and what reads either gets its result', async (t) => {
  const journal: Journal = [];
  const engine = await startTestEngine(t, {
    script: planning(
      () =>
        planReply([
          task('one', 'fetch', [given('what', 'A')]),
          task('two', 'fetch', [given('what', 'A')]),
          task('three', 'look', [read('what', 'two', '/id')]),
        ]),
      ({ messages }) => ({ text: results(messages).join(' | ') }),
    ),
    assistant: withTools(journalTools(journal)),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'A, and A, and what comes of it');
  const answer = (await answered(engine, id)).split(' | ').map((text) => JSON.parse(text).id);
  assert.deepEqual(answer, ['A', 'A', 'A']);
  assert.equal(journal.filter((line) => line === 'fetch A starts').length, 1);
});

test('effects on the same thing run one after the other, whichever tools they are of', async (t) => {
  const journal: Journal = [];
  const engine = await startTestEngine(t, {
    script: planning(
      () =>
        planReply([
          task('first', 'pay', [given('id', 'A'), given('amountCents', 1)]),
          task('second', 'send', [given('id', 'A')]),
          task('other', 'send', [given('id', 'B')]),
        ]),
      () => ({ text: 'Done.' }),
    ),
    assistant: withTools([...journalTools(journal, gateOf('pay')), sending(journal)]),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Pay A, send A, send B');
  // Whichever of the two comes first.
  await eventually(async () => (journal.length >= 2 ? true : undefined));
  assert.deepEqual(journal.toSorted(), ['pay A 1', 'send B']);
  gate.release();
  await answered(engine, id);
  assert.equal(journal.at(-1), 'send A');
});

test('an interrupt cancels what reads and lets what changes something end', async (t) => {
  const journal: Journal = [];
  const held = openGate();
  const engine = await startTestEngine(t, {
    script: planning(
      ({ messages }) =>
        planReply(
          messages.some(({ content }) => content === 'Wait')
            ? []
            : [
                task('paid', 'pay', [given('id', 'A'), given('amountCents', 1)]),
                task('found', 'fetch', [given('what', 'A')]),
                task('later', 'look', [read('what', 'found', '/id')]),
              ],
        ),
      ({ messages }) => ({ text: results(messages).join(' | ') }),
    ),
    assistant: { ...withTools(journalTools(journal, () => held.pass())), arrival: 'interrupt' },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Pay A, find A, look at it');
  await eventually(async () => (journal.length === 2 ? true : undefined));
  await engine.say(id, 'Wait');
  await eventually(async () => {
    const { events } = await engine.history(id);
    return events?.some(({ activityTaskCancelRequestedEventAttributes: asked }) => asked) || undefined;
  });
  // The turn isn't over before the effect is: nobody asks what the new message wants.
  const asked = engine.model.requests.length;
  await setTimeout(1_000);
  assert.equal(engine.model.requests.length, asked);
  held.release();
  const answer = await answered(engine, id);
  assert.match(answer, /"paid":1/, 'the next turn knows what was done');
  assert.match(answer, /has not been done/);
  assert.ok(!journal.includes('look A starts'));
});

test('ten steps at three depths cost one call to plan, and no workflow task besides', async (t) => {
  const names = (letter: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${letter}${index}`);
  const engine = await startTestEngine(t, {
    script: planning(
      () =>
        planReply([
          ...names('a', 5).map((name) => task(name, 'look', [given('what', name)])),
          ...names('b', 4).map((name, index) => task(name, 'look', [read('what', `a${index}`, '/id')])),
          task('c', 'look', [read('what', 'b0', '/id')], names('b', 4)),
        ]),
      () => ({ text: 'All ten.' }),
    ),
    assistant: withTools(journalTools([])),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Ten things');
  await answered(engine, id);
  assert.equal((await planStepsOf(engine, id)).filter(({ kind }) => kind === 'task').length, 10);
  assert.equal(engine.model.requests.length, 3, 'what is wanted, the plan, the answer');
  const events = await eventsOf(engine, id);
  assert.deepEqual(
    events.flatMap(({ scheduled }) => scheduled ?? []),
    ['makePlan', 'callModel'],
  );
  const first = events.findIndex(({ completes }) => completes === 'makePlan');
  const last = events.findIndex(({ scheduled }) => scheduled === 'callModel');
  const between = events.slice(first, last).filter(({ isWorkflowTask }) => isWorkflowTask);
  assert.equal(between.length, 1, 'all ten run within the one that the plan woke');
});

const gate = openGate();
const gateOf = (name: string) => (tool: string) => (tool === name ? gate.pass() : Promise.resolve());
