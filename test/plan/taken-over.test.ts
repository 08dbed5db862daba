import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { testOperator } from '../support/operators.ts';
import { startTestEngine } from '../support/test-engine.ts';
import {
  given,
  type Journal,
  journalTools,
  lastSaid,
  planning,
  planReply,
  read,
  task,
  withTools,
} from './support/plans.ts';
import { answered } from './support/seen.ts';

const parts = 'Pay A, find A, and look at it';

test('taken over in the middle of a plan: what reads is cut, what changes something ends, nothing else begins', async (t) => {
  const journal: Journal = [];
  const held = openGate();
  const engine = await startTestEngine(t, {
    script: planning(
      (request) =>
        planReply([
          task('paid', 'pay', [given('id', 'A'), given('amountCents', 1)]),
          ...(lastSaid(request) === parts
            ? [
                task('found', 'fetch', [given('what', 'A')]),
                task('later', 'look', [read('what', 'found', '/id')]),
                task('after', 'look', [read('what', 'paid', '/receipt')]),
              ]
            : []),
        ]),
      ({ messages }) => ({
        text: messages
          .filter(({ role }) => role === 'tool')
          .map(({ content }) => content)
          .join(' '),
      }),
    ),
    assistant: withTools(journalTools(journal, () => held.pass())),
  });
  const id = await engine.openConversation();
  await engine.say(id, parts);
  await eventually(async () => (journal.length === 2 ? true : undefined));
  const { id: by } = await testOperator(engine.db, 'operator');
  await engine.handle(id).signal('takeOver', { by });
  await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'note'));
  await eventually(async () => {
    const { events } = await engine.history(id);
    return events?.some(({ activityTaskCanceledEventAttributes: cancelled }) => cancelled) || undefined;
  });
  held.release();
  const turns = () =>
    engine.db.selectFrom('turns').select('outcome').where('conversation_id', '=', id).execute();
  await eventually(async () => ((await turns())[0]?.outcome ? true : undefined));
  assert.deepEqual(await turns(), [{ outcome: 'handed_over' }]);
  const calls = await engine.db
    .selectFrom('tool_calls')
    .select(['task_name', 'state'])
    .orderBy('position')
    .execute();
  assert.deepEqual(
    calls.map(({ task_name, state }) => [task_name, state]),
    [
      ['paid', 'done'],
      ['found', 'asked'],
      ['later', 'asked'],
      ['after', 'asked'],
    ],
  );
  assert.ok(!journal.some((line) => line.startsWith('look')), 'nothing was begun after');
  assert.ok(!(await engine.transcript(id)).some(({ kind }) => kind === 'answer'));

  // Given back, it serves again, and what was done counts as done.
  await engine.handle(id).signal('handBack', { by });
  await eventually(async () => {
    const view = (await engine.handle(id).query('conversation')) as { status: string };
    return view.status === 'open' ? view : undefined;
  });
  await engine.say(id, 'Pay A, please, and again, and once more');
  assert.match(await answered(engine, id), /"alreadyDone":true/);
  assert.equal(journal.filter((line) => line.startsWith('pay')).length, 1);
});
