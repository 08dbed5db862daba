import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { createEvents } from '../../src/database/events.ts';
import { createTurns } from '../../src/database/turns.ts';
import { defineTool } from '../../src/registry/baton.ts';
import { eventually } from '../support/eventually.ts';
import { openGate } from '../support/gate.ts';
import { testOperator } from '../support/operators.ts';
import type { Script } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import { summaryReply, summing } from './support/summaries.ts';

const answersAre = (count: number) => (all: { kind: string }[]) =>
  all.filter((message) => message.kind === 'answer').length === count;

/** Answers what it was told last. */
const echo: Script = summing(
  () => summaryReply('They wrote.'),
  ({ messages }) => ({ text: `Re: ${messages.at(-1)?.content?.split('\n').slice(0, 2).join(' ')}` }),
);

const shipped = { id: 'e-1', type: 'order.shipped', data: { order: 'A-1001' } };
const statesOf = async (engine: TestEngine, id: string) =>
  (await createEvents(engine.db).list(id, { limit: 100 })).items.map((event) => [event.id, event.state]);
const turnsOf = async (engine: TestEngine, id: string) =>
  (await createTurns(engine.db).list(id, { limit: 100 })).items;

test('an event opens a turn: the model is told what happened and the customer is written to', async (t) => {
  const engine = await startTestEngine(t, { script: echo });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  await engine.transcriptWhen(id, answersAre(1));
  // As from Temporal's own tools: no row yet, and told three times.
  for (let time = 1; time <= 3; time += 1) await engine.handle(id).signal('receiveEvent', shipped);
  const all = await engine.transcriptWhen(id, answersAre(2));
  assert.equal(all.at(-1)?.text, 'Re: What happened: order.shipped {"order":"A-1001"}');
  assert.deepEqual(await statesOf(engine, id), [['e-1', 'taken']]);
  const [turn] = await turnsOf(engine, id);
  assert.equal(turn?.trigger, 'event');
  assert.equal(turn?.outcome, 'answered');
  assert.equal(engine.model.requests.at(-1)?.messages.at(-1)?.role, 'system');
  await engine.say(id, 'Thanks');
  await engine.transcriptWhen(id, answersAre(3));
  assert.equal((await turnsOf(engine, id)).length, 3, 'one turn for the three signals');
});

test('what is no event is refused, audited and changes nothing', async (t) => {
  const engine = await startTestEngine(t, { script: echo });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  await engine.transcriptWhen(id, answersAre(1));
  const wrong: unknown[] = [
    null,
    'text',
    { ...shipped, type: 'Order Shipped' },
    { ...shipped, data: [] },
    { ...shipped, data: { text: 'x'.repeat(9_000) } },
    { ...shipped, id: '' },
  ];
  for (const payload of wrong) await engine.handle(id).signal('receiveEvent', payload);
  await engine.handle(id).signal('receiveEvent', shipped);
  await engine.handle(id).signal('receiveEvent', { ...shipped, data: { order: 'A-9999' } });
  await engine.transcriptWhen(id, answersAre(2));
  const audited = () =>
    engine.db.selectFrom('audit').select('allowed').where('act', '=', 'receiveEvent').execute();
  const refused = await eventually(async () => {
    const rows = await audited();
    return rows.length === wrong.length + 1 ? rows : undefined;
  });
  assert.ok(refused.every((entry) => !entry.allowed));
  assert.deepEqual(await statesOf(engine, id), [['e-1', 'taken']]);
});

test('a closed case opens again; the run that had ended starts anew', async (t) => {
  const engine = await startTestEngine(t, { script: echo });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  await engine.transcriptWhen(id, answersAre(1));
  const { id: by } = await testOperator(engine.db, 'operator');
  await engine.handle(id).signal('close', { by, reason: 'solved' });
  await engine.handle(id).result();
  // Nobody rings: the row alone is enough.
  await createEvents(engine.db).record(id, shipped);
  const all = await engine.transcriptWhen(id, answersAre(2));
  assert.match(all.at(-1)?.text ?? '', /order\.shipped/);
  const row = await engine.db.selectFrom('conversations').selectAll().executeTakeFirstOrThrow();
  assert.equal(row.status, 'open');
  const cases = await engine.db
    .selectFrom('cases')
    .select(['number', 'closed_at'])
    .orderBy('number')
    .execute();
  assert.deepEqual(
    cases.map((each) => each.closed_at === null),
    [false, true],
    'a case of its own',
  );
});

test('with an operator in control an event is noted for them, and nothing is said', async (t) => {
  const engine = await startTestEngine(t, { script: echo });
  const id = await engine.openConversation();
  await engine.say(id, 'Hello');
  await engine.transcriptWhen(id, answersAre(1));
  const { id: by } = await testOperator(engine.db, 'operator');
  await engine.handle(id).signal('takeOver', { by });
  await engine.transcriptWhen(id, (all) => all.some((message) => message.kind === 'note'));
  await engine.handle(id).signal('receiveEvent', shipped);
  await eventually(async () => ((await statesOf(engine, id))[0]?.[1] === 'noted' ? true : undefined));
  assert.equal((await engine.transcript(id)).length, 3);
  await engine.handle(id).signal('handBack', { by });
  await engine.say(id, 'And?');
  await engine.transcriptWhen(id, answersAre(2));
  assert.deepEqual(
    (await turnsOf(engine, id)).map((turn) => turn.trigger),
    ['message', 'message'],
  );
});

test('a message and an event at once are two turns; an event that waits outlasts continue-as-new', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, {
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': '10' },
    script: summing(
      () => summaryReply('They wrote.'),
      ({ messages }) => {
        const last = messages.at(-1)?.content ?? '';
        return last === 'First' ? { text: ['One. ', gate, 'Done.'] } : { text: `Re: ${last.slice(0, 28)}` };
      },
    ),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'First');
  await gate.reached;
  await engine.handle(id).signal('receiveEvent', shipped);
  await engine.handle(id).signal('receiveEvent', { ...shipped, id: 'e-2', type: 'order.arrived' });
  await eventually(async () => ((await statesOf(engine, id)).length === 2 ? true : undefined));
  gate.release();
  const all = await engine.transcriptWhen(id, answersAre(2));
  assert.match(all.at(-1)?.text ?? '', /What happened: order\.shipped/);
  assert.match(
    JSON.stringify(engine.model.requests.at(-1)?.messages.at(-1)),
    /order\.arrived/,
    'both in one turn',
  );
  assert.deepEqual(
    (await statesOf(engine, id)).map(([, state]) => state),
    ['taken', 'taken'],
  );
});

test('an event whose turn was cut off is taken up again, in the turn that goes on or by a run that starts anew', async (t) => {
  const gate = openGate();
  const engine = await startTestEngine(t, {
    assistant: { arrival: 'interrupt' },
    patience: { newMs: 200, claimedMs: 1_000 },
    script: summing(
      () => summaryReply('They wrote.'),
      ({ messages }) => {
        const told = JSON.stringify(messages);
        if (told.includes('Hurry'))
          return { text: told.includes('order.shipped') ? 'Shipped, by the way.' : 'No.' };
        return told.includes('order.lost') ? { text: 'It was lost.' } : { text: ['Well. ', gate] };
      },
    ),
  });
  const id = await engine.openConversation();
  await createEvents(engine.db).record(id, shipped);
  await engine.doorbell.event({ conversationId: id, assistant: 'desk', ...shipped });
  await gate.reached;
  await engine.say(id, 'Hurry');
  const all = await engine.transcriptWhen(id, answersAre(1));
  assert.equal(all.at(-1)?.text, 'Shipped, by the way.');

  const other = await engine.openConversation();
  await createEvents(engine.db).record(other, { ...shipped, type: 'order.delayed' });
  await engine.doorbell.event({
    conversationId: other,
    assistant: 'desk',
    ...shipped,
    type: 'order.delayed',
  });
  await eventually(async () => ((await statesOf(engine, other))[0]?.[1] === 'taken' ? true : undefined));
  await engine.handle(other).terminate('a test');
  gate.release();
  await createEvents(engine.db).record(other, { ...shipped, id: 'e-2', type: 'order.lost' });
  const after = await engine.transcriptWhen(other, answersAre(1));
  assert.equal(after.at(-1)?.text, 'It was lost.');
  assert.deepEqual(
    (await statesOf(engine, other)).map(([, state]) => state),
    ['taken', 'taken'],
  );
  const last = engine.model.requests.at(-1)?.messages.at(-1)?.content ?? '';
  assert.match(last, /order\.delayed[\s\S]*order\.lost/, 'the one that was cut off comes first');
});

test('an event may lead to a decision by a person, and the answer comes with it', async (t) => {
  const refund = defineTool({
    name: 'refund',
    description: 'Refunds.',
    input: z.object({ order: z.string() }),
    output: z.object({ refunded: z.string() }),
    effect: 'keyed',
    approval: {},
    run: ({ order }) => ({ refunded: order }),
  });
  const engine = await startTestEngine(t, {
    assistant: { tools: [refund] },
    script: ({ messages }) =>
      messages.at(-1)?.role === 'tool'
        ? { text: `Done: ${messages.at(-1)?.content}` }
        : { toolCalls: [{ name: 'refund', args: { order: 'A-1001' } }] },
  });
  const id = await engine.openConversation();
  await createEvents(engine.db).record(id, { ...shipped, type: 'order.lost' });
  await engine.doorbell.event({ conversationId: id, assistant: 'desk', ...shipped, type: 'order.lost' });
  const approval = await eventually(() => engine.db.selectFrom('approvals').selectAll().executeTakeFirst());
  const { id: by } = await testOperator(engine.db, 'approver');
  await engine.handle(id).signal('decideApproval', {
    approvalId: approval.id,
    version: 1,
    decision: 'approve',
    by,
  });
  const all = await engine.transcriptWhen(id, answersAre(1));
  assert.equal(all.at(-1)?.text, 'Done: {"refunded":"A-1001"}');
  assert.match(JSON.stringify(engine.model.requests.at(-1)?.messages), /What happened: order\.lost/);
});
