import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createCases } from '../../src/database/cases.ts';
import { createMemory } from '../../src/database/memory.ts';
import { createMessages } from '../../src/database/messages.ts';
import { migrate, openDatabase } from '../../src/database/open-database.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { eventually } from '../support/eventually.ts';
import { testOperator } from '../support/operators.ts';
import { testDatabase } from '../support/postgres.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';
import { asksForSummary, summaryReply, summing } from './support/summaries.ts';

const answersAre = (count: number) => (all: { kind: string }[]) =>
  all.filter((message) => message.kind === 'answer').length === count;

const caseOf = (engine: TestEngine, id: string, number: number) =>
  engine.db
    .selectFrom('cases')
    .selectAll()
    .where('conversation_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst();

async function close(engine: TestEngine, id: string): Promise<void> {
  const { id: by } = await testOperator(engine.db, 'operator');
  await engine.handle(id).signal('close', { by, reason: 'solved' });
  await engine.handle(id).result();
}

test('a closed case is summed up before its run ends, and a later one names it with its date', async (t) => {
  const engine = await startTestEngine(t, {
    script: summing(
      () => summaryReply('They complained about the late parcel of order A-1001 and got a voucher.'),
      () => ({ text: 'I see.' }),
    ),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'My parcel A-1001 is late');
  await engine.transcriptWhen(id, answersAre(1));
  await close(engine, id);
  const closed = await caseOf(engine, id, 1);
  assert.match(closed?.summary ?? '', /late parcel of order A-1001/);
  assert.equal(closed?.summary_seq, closed?.closed_seq);

  await engine.say(id, 'The parcels again');
  await engine.transcriptWhen(id, answersAre(2));
  const told = engine.model.requests.filter((request) => !asksForSummary(request)).at(-1)
    ?.messages[0]?.content;
  const today = new Date().toISOString().slice(0, 10);
  assert.match(
    told ?? '',
    new RegExp(`- ${today} \\(closed by a colleague\\): They complained about the late`),
  );
  assert.doesNotMatch(told ?? '', /<notes>/, 'the new case has nothing to sum up yet');
});

test('with no model at the close an extract stands in, until a later turn has it written', async (t) => {
  let isDown = true;
  const engine = await startTestEngine(t, {
    script: summing(
      () => (isDown ? { status: 400 } : summaryReply('By the model: A-1001 was late.')),
      () => ({ text: 'It comes on 2026-12-01.' }),
    ),
  });
  const id = await engine.openConversation();
  await engine.say(id, 'My parcel A-1001 is late');
  await engine.transcriptWhen(id, answersAre(1));
  await close(engine, id);
  const extract = await caseOf(engine, id, 1);
  assert.equal(extract?.summary_by, 'extract');
  assert.match(extract?.summary ?? '', /My parcel A-1001 is late[\s\S]*It comes on 2026-12-01/);

  isDown = false;
  await engine.say(id, 'Hello again');
  await engine.transcriptWhen(id, answersAre(2));
  await eventually(async () => ((await caseOf(engine, id, 1))?.summary_by === 'model' ? true : undefined));
  assert.match((await caseOf(engine, id, 1))?.summary ?? '', /^By the model: A-1001 was late\./);
});

test('the cases that fit the words come first, of others the freshest; three at most, and only closed ones before', async (t) => {
  const { db, conversationId } = await openDatabaseWithConversation(t);
  const summaries = [
    'The blue jacket was too small and was exchanged.',
    'Asked for an invoice of order A-2002.',
    'Die Rückerstattung für die Jacke wurde zugesagt.',
    'Wanted the opening hours of the shop in Graz.',
  ];
  for (const [index, summary] of summaries.entries()) {
    const closedAt = new Date(Date.now() - (100 - index) * 86_400_000);
    await db
      .insertInto('cases')
      .values({
        conversation_id: conversationId,
        number: index + 1,
        opened_seq: index + 1,
        summary_seq: index + 1,
        summary,
        summary_by: 'model',
        closed_seq: index + 1,
        closed_at: closedAt,
        closed_reason: 'quiet',
        outcome: 'quiet',
      })
      .execute();
  }
  const recalled = async (words: string, before = 5) =>
    (await createCases(db).recall(conversationId, before, words)).map(({ number }) => number);
  assert.equal((await recalled('invoices, please'))[0], 2);
  assert.deepEqual((await recalled('jackets? JACKE!')).slice(0, 2).toSorted(), [1, 3]);
  assert.equal((await recalled('jackets')).length, 3);
  assert.deepEqual(await recalled(''), [4, 3, 2], 'without words the freshest');
  assert.deepEqual(await recalled("' & ! | :* ) --"), [4, 3, 2]);
  assert.deepEqual(await recalled('opening hours', 4), [3, 2, 1], 'not what comes later');
  assert.deepEqual(await createCases(db).recall(randomUUID(), 9, 'invoice'), [], "nobody else's");
});

test('of two summaries of the same lines the first stands', async (t) => {
  const { db, conversationId } = await openDatabaseWithConversation(t);
  const memory = createMemory(db);
  const messages = createMessages(db);
  for (let number = 1; number <= 4; number += 1)
    await messages.accept({ conversationId, id: randomUUID(), channel: 'web', text: `Line ${number}` });
  const limits = { aboveBytes: 10, keptBytes: 7, chunkBytes: 1_000 };
  assert.equal(await memory.due(conversationId, limits), undefined, 'what waits for an answer is left alone');
  await db.updateTable('messages').set({ disposition: 'answered' }).where('seq', '<', 4).execute();
  const due = await memory.due(conversationId, limits);
  assert.deepEqual(
    due?.lines.map(({ text }) => text),
    ['Line 1', 'Line 2'],
  );
  assert.ok(due);
  assert.equal(await memory.save(due, 'first', 'model'), true);
  assert.equal(await memory.save(due, 'second', 'model'), false);
  const { summary, summary_seq } = await db.selectFrom('cases').selectAll().executeTakeFirstOrThrow();
  assert.deepEqual({ summary, summary_seq }, { summary: 'first', summary_seq: 2 });
});

async function openDatabaseWithConversation(t: Parameters<typeof cleanupOf>[0]) {
  const undo = cleanupOf(t);
  const postgres = await testDatabase();
  undo(() => postgres.drop());
  const db = openDatabase(postgres.url);
  undo(() => db.destroy());
  await migrate(db);
  const [customerId, conversationId] = [randomUUID(), randomUUID()];
  await db.insertInto('customers').values({ id: customerId }).execute();
  await db
    .insertInto('conversations')
    .values({ id: conversationId, customer_id: customerId, assistant: 'desk' })
    .execute();
  return { db, conversationId };
}
