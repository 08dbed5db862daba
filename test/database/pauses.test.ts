import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { createDrafts, type DraftHandle } from '../../src/database/drafts.ts';
import { createEffects } from '../../src/database/effects.ts';
import { createMessages } from '../../src/database/messages.ts';
import { type Database, migrate, openDatabase } from '../../src/database/open-database.ts';
import { pausedAs } from '../../src/database/paused-as.ts';
import { createPauses } from '../../src/database/pauses.ts';
import { createTurns } from '../../src/database/turns.ts';
import { eventually } from '../support/eventually.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let db: Database;

before(async () => {
  database = await testDatabase();
  db = openDatabase(database.url);
  await migrate(db);
});
beforeEach(() => db.deleteFrom('pauses').execute());
after(async () => {
  await db.destroy();
  await database.drop();
});

test('whatever a process believes, under a pause no word is released and nothing is written or begun', async () => {
  const { conversationId, turnId } = await openTurn();
  const turn = { conversationId, turnId, fence: 0 };
  const [drafts, turns, effects] = [createDrafts(db), createTurns(db), createEffects(db)];
  const answer = { ...turn, text: 'Yes.', citations: [], answersTurnIds: [turnId] };
  const effect = { tool: 'pay', scope: 'customer:1', key: 'A-1' };
  const scopes = ['*', 'desk', 'desk/tool/pay'];
  const draft = await drafts.begin(turn);
  assert.ok(draft);
  assert.equal(await drafts.release(draft, 0, 'Well. '), true);
  for (const scope of ['desk', '*']) {
    await createPauses(db).pause({ scope, manner: 'wait', by: 'jo' });
    const begun: DraftHandle = (await drafts.begin(turn)) ?? draft;
    assert.equal(await drafts.release(begun, 0, 'Yes.'), false);
    assert.equal(await turns.addNote({ ...turn, id: 'n', text: 'I look.' }), false);
    assert.deepEqual(await turns.commitAnswer(answer), { outcome: 'paused', manner: 'wait' });
    assert.deepEqual(await effects.intend(effect, 'c-1', scopes), { kind: 'paused' });
    assert.equal(await createPauses(db).resume(scope, 'jo'), true);
  }
  assert.deepEqual(await effects.intend(effect, 'c-1', scopes), { kind: 'fresh' });
  await createPauses(db).pause({ scope: 'desk/tool/pay', manner: 'wait', by: 'jo' });
  assert.deepEqual(await effects.intend(effect, 'c-1', scopes), { kind: 'interrupted' }, 'it has begun');
  assert.equal((await turns.commitAnswer(answer)).outcome, 'committed', 'only the tool is paused');
  await createPauses(db).pause({ scope: 'desk', manner: 'wait', by: 'jo' });
  assert.equal((await turns.commitAnswer(answer)).outcome, 'committed', 'it stands there already');
});

test('another assistant goes on', async () => {
  const { conversationId, turnId } = await openTurn();
  await createPauses(db).pause({ scope: 'another', manner: 'wait', by: 'jo' });
  const draft = await createDrafts(db).begin({ conversationId, turnId, fence: 0 });
  assert.ok(draft);
  assert.equal(await createDrafts(db).release(draft, 0, 'Yes.'), true);
});

test('a pause comes after an answer that is being written, and takes away what was begun', async () => {
  const { conversationId, turnId } = await openTurn();
  const draft = await createDrafts(db).begin({ conversationId, turnId, fence: 0 });
  assert.ok(draft);
  const [looked, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const written = db.transaction().execute(async (tx) => {
    assert.equal(await pausedAs(tx, ['*', 'desk']), undefined);
    looked.resolve();
    await goOn.promise;
  });
  await looked.promise;
  let isPaused = false;
  const pausing = createPauses(db)
    .pause({ scope: 'desk', manner: 'hand_over', by: 'jo' })
    .then(() => {
      isPaused = true;
    });
  const waits = eventually(async () => {
    const { rows } = await sql`select from pg_locks join pg_database on oid = database
      where datname = current_database() and locktype = 'advisory' and not granted`.execute(db);
    return rows.length > 0 || undefined;
  });
  const hasWaited = waits.then(() => !isPaused).finally(goOn.resolve);
  await Promise.all([written, pausing]);
  assert.equal(await hasWaited, true);
  await createPauses(db).resume('desk', 'jo');
  assert.equal(await createDrafts(db).release(draft, 0, 'Late.'), false);
});

test('those who wait are given page by page, and nobody else is', async () => {
  const pauses = createPauses(db);
  const opened = [await openTurn('shop'), await openTurn('shop'), await openTurn('shop')];
  const waiting = opened.map(({ conversationId }) => conversationId);
  const [, taken = ''] = waiting;
  await db.updateTable('conversations').set({ controller: 'operator' }).where('id', '=', taken).execute();
  const [least, most] = waiting.filter((id) => id !== taken).sort();
  const page = await pauses.waiting(['shop'], { limit: 1 });
  assert.deepEqual(page, [{ conversationId: least, assistant: 'shop' }]);
  const rest = await pauses.waiting(['shop'], { limit: 10, after: least });
  assert.deepEqual(rest, [{ conversationId: most, assistant: 'shop' }]);
  assert.deepEqual(await pauses.waiting(['shop'], { limit: 10, after: most }), []);
  assert.deepEqual(await pauses.waiting(['another'], { limit: 10 }), []);
  assert.deepEqual(await pauses.waiting([], { limit: 10 }), []);
});

async function openTurn(assistant = 'desk') {
  const [customerId, conversationId] = [randomUUID(), randomUUID()];
  await db.insertInto('customers').values({ id: customerId }).execute();
  await db
    .insertInto('conversations')
    .values({ id: conversationId, customer_id: customerId, assistant })
    .execute();
  await createMessages(db).accept({ conversationId, id: randomUUID(), channel: 'web', text: 'Hello' });
  const { turn } = await createTurns(db).open({
    ...{ conversationId, number: 1, trigger: 'message', afterSeq: 0, workTurnIds: [], manifestHash: 'none' },
    route: { agent: 'desk', tier: 'small', reason: 'test' },
  });
  assert.ok(turn);
  return { conversationId, turnId: turn.turnId };
}
