import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { createControl } from '../../src/database/control.ts';
import { createDrafts } from '../../src/database/drafts.ts';
import { createMessages } from '../../src/database/messages.ts';
import { migrate, openDatabase } from '../../src/database/open-database.ts';
import type { OpenTurn } from '../../src/database/open-turn.ts';
import { loadStanding } from '../../src/database/standing.ts';
import { createSteps } from '../../src/database/steps.ts';
import { createTurns } from '../../src/database/turns.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { testOperator } from '../support/operators.ts';
import { testDatabase } from '../support/postgres.ts';

async function openConversation(t: TestContext) {
  const undo = cleanupOf(t);
  const database = await testDatabase();
  undo(() => database.drop());
  const db = openDatabase(database.url);
  undo(() => db.destroy());
  await migrate(db);
  const [customerId, conversationId] = [randomUUID(), randomUUID()];
  await db.insertInto('customers').values({ id: customerId }).execute();
  await db
    .insertInto('conversations')
    .values({ id: conversationId, customer_id: customerId, assistant: 'desk' })
    .execute();
  const opening = (number: number): OpenTurn => ({
    conversationId,
    number,
    trigger: 'message',
    afterSeq: 0,
    workTurnIds: [],
    manifestHash: 'none',
    route: { agent: 'desk', tier: 'small', reason: 'test' },
  });
  const say = (text: string) =>
    createMessages(db).accept({ conversationId, id: randomUUID(), channel: 'web', text });
  return { db, conversationId, turns: createTurns(db), opening, say };
}

test('an opening that nobody heard of leaves no open turn behind when an operator was quicker', async (t) => {
  const { db, conversationId, turns, opening, say } = await openConversation(t);
  const operator = await testOperator(db, 'operator');
  const control = createControl(db);
  await say('Hello');
  const unheard = await turns.open(opening(1));
  assert.ok(unheard.turn);
  // What is found out in the same workflow task is as unheard of as the opening.
  await createSteps(db).record({
    id: 'intent',
    conversationId,
    turnId: unheard.turn.turnId,
    kind: 'intent',
    component: 'rule',
    startedAt: new Date(),
    attempts: 1,
    outcome: 'other',
  });
  await control.takeOver({ conversationId, by: operator.id, text: 'A person is here.' });
  assert.equal((await turns.open(opening(1))).turn, undefined);
  await control.handBack({ conversationId, by: operator.id });
  assert.deepEqual((await turns.list(conversationId, { limit: 10 })).items, []);
  const { chat_state } = await db.selectFrom('conversations').select('chat_state').executeTakeFirstOrThrow();
  assert.equal(chat_state, 'idle');

  await say('Still there?');
  const next = await turns.open(opening(1));
  assert.ok(next.turn?.speaks);
  assert.deepEqual((await turns.find(next.turn.turnId)).message_seqs, [3]);
});

test('a turn that was ended for its run says nothing more, and its message gets one answer', async (t) => {
  const { db, conversationId, turns, opening, say } = await openConversation(t);
  await say('Hello');
  const first = await turns.open(opening(1));
  assert.ok(first.turn);
  const late = { conversationId, fence: first.control.fence, turnId: first.turn.turnId };
  await loadStanding(db, conversationId);
  const second = await turns.open(opening(2));
  assert.ok(second.turn);
  const answer = { conversationId, fence: second.control.fence, text: 'Hi.', citations: [] };
  const { turnId } = second.turn;

  assert.equal(await createDrafts(db).begin(late), undefined);
  assert.equal(await turns.addNote({ ...late, id: 'note', text: 'Wait.' }), false);
  const said = await turns.commitAnswer({ ...answer, ...late, answersTurnIds: [late.turnId] });
  assert.equal(said.outcome, 'fenced');
  for (const _ of [1, 2]) {
    const { outcome } = await turns.commitAnswer({ ...answer, turnId, answersTurnIds: [turnId] });
    assert.equal(outcome, 'committed');
  }
  const rows = await createMessages(db).last(conversationId, 10);
  assert.deepEqual(
    rows.map((row) => [row.kind, row.disposition, row.turnId]),
    [
      ['message', 'answered', turnId],
      ['answer', null, turnId],
    ],
  );
});

test('a turn that was ended under it while nobody took over hands nothing over: its messages wait again', async (t) => {
  const { db, conversationId, turns, opening, say } = await openConversation(t);
  await say('Hello');
  const opened = await turns.open(opening(1));
  assert.ok(opened.turn);
  const { turnId } = opened.turn;
  // A look-up that was slow, and that nobody waits for any more, ends what it finds open.
  await loadStanding(db, conversationId);
  const ended = await turns.end({ conversationId, turnId, fence: 0, outcome: 'handed_over' });
  assert.equal(ended, 'interrupted');
  const message = () =>
    db.selectFrom('messages').select(['disposition', 'reason']).where('seq', '=', 1).executeTakeFirst();
  assert.deepEqual(await message(), { disposition: 'pending', reason: null });

  const operator = await testOperator(db, 'operator');
  await createControl(db).takeOver({ conversationId, by: operator.id, text: 'A person is here.' });
  assert.equal(await turns.end({ conversationId, turnId, fence: 0, outcome: 'handed_over' }), 'handed_over');
  assert.deepEqual(await message(), { disposition: 'handed_over', reason: 'an operator took over' });
});

test('a turn that carries out a decision while an operator is in control says nothing, however long it takes', async (t) => {
  const { db, conversationId, turns, opening, say } = await openConversation(t);
  await say('Hello');
  const operator = await testOperator(db, 'operator');
  await createControl(db).takeOver({ conversationId, by: operator.id, text: 'A person is here.' });
  const opened = await turns.open({ ...opening(1), trigger: 'decision' });
  assert.equal(opened.turn?.speaks, false);
  const turn = { conversationId, fence: opened.control.fence, turnId: opened.turn.turnId };
  assert.equal(await turns.tellDelay({ ...turn, text: 'It takes longer.' }), false);
  assert.equal(await turns.addNote({ ...turn, id: 'note', text: 'I look.' }), false);
  await turns.end({
    ...{ ...turn, outcome: 'waiting_approval' },
    note: { fence: turn.fence, text: 'A colleague has to decide.' },
  });
  const said = (await createMessages(db).last(conversationId, 10)).filter(({ from }) => from === 'assistant');
  assert.deepEqual(
    said.map(({ text }) => text),
    ['A person is here.'],
  );
});
