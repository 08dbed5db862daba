import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { openBus } from '../../src/bus/bus.ts';
import { notify } from '../../src/database/notify.ts';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import type { Hint } from '../../src/domain/hint.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { eventually } from '../support/eventually.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

let postgres: TestDatabase;
let db: Database;

before(async () => {
  postgres = await testDatabase();
  db = openDatabase(postgres.url);
});

after(async () => {
  await db.destroy();
  await postgres.drop();
});

const message = (seq: number, conversationId = 'c'): Hint => ({ kind: 'message', conversationId, seq });

test('hints of one conversation reach every process that listens to it, in the order of commits', async (t) => {
  const undo = cleanupOf(t);
  const heard: number[][] = [];
  for (const index of [0, 1]) {
    const bus = await openBus(postgres.url);
    undo(() => bus.close());
    heard[index] = [];
    bus.subscribe('c', (hint) => heard[index]?.push((hint as { seq: number }).seq));
  }
  for (let seq = 1; seq <= 50; seq += 1) await notify(db, message(seq));
  await notify(db, message(999, 'another'));
  const expected = Array.from({ length: 50 }, (_, index) => index + 1);
  await eventually(() => (heard.every((seqs) => seqs.length === 50) ? heard : undefined));
  assert.deepEqual(heard, [expected, expected]);
});

test('a hint of a transaction that is rolled back is never heard', async (t) => {
  const bus = await openBus(postgres.url);
  cleanupOf(t)(() => bus.close());
  const heard: Hint[] = [];
  bus.subscribe('c', (hint) => heard.push(hint));
  const failed = db.transaction().execute(async (tx) => {
    await notify(tx, message(1));
    throw new Error('rolled back');
  });
  await assert.rejects(failed);
  await notify(db, message(2));
  await eventually(() => (heard.length > 0 ? heard : undefined));
  assert.deepEqual(heard, [message(2)]);
});

test('a barrier is passed when every process has handled what came before', async (t) => {
  const undo = cleanupOf(t);
  const [first, second] = [await openBus(postgres.url), await openBus(postgres.url)];
  undo(() => first.close());
  undo(() => second.close());
  let isHandled = false;
  let handling = Promise.resolve();
  second.subscribe('c', () => {
    handling = sleep(200).then(() => {
      isHandled = true;
    });
  });
  second.onSettle(() => handling);
  await notify(db, message(1));
  assert.equal(await first.barrier(5_000), true);
  assert.equal(isHandled, true);
});

test('a process that does not confirm is waited for no longer than was said', async (t) => {
  const undo = cleanupOf(t);
  const [first, second] = [await openBus(postgres.url), await openBus(postgres.url)];
  undo(() => first.close());
  undo(() => second.close());
  second.onSettle(() => new Promise(() => {}));
  assert.equal(await first.barrier(300), false);
});

test('a bus that lost its connection listens again', async (t) => {
  const bus = await openBus(postgres.url);
  cleanupOf(t)(() => bus.close());
  const heard: Hint[] = [];
  bus.subscribe('c', (hint) => heard.push(hint));
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'baton-bus' and datname = current_database()`.execute(db);
  await eventually(() => (bus.isListening() ? undefined : true));
  assert.equal(await bus.barrier(100), false);
  await eventually(() => (bus.isListening() ? true : undefined));
  await notify(db, message(7));
  await eventually(() => (heard.length > 0 ? true : undefined));
  assert.deepEqual(heard, [message(7)]);
});

test('nonsense on the channel is passed over', async (t) => {
  const bus = await openBus(postgres.url);
  cleanupOf(t)(() => bus.close());
  const heard: Hint[] = [];
  bus.subscribe('c', (hint) => heard.push(hint));
  await sql`select pg_notify('baton_hints', 'not json'), pg_notify('baton_hints', '{"kind":"message"}')`.execute(
    db,
  );
  await notify(db, message(1));
  await eventually(() => (heard.length > 0 ? true : undefined));
  assert.deepEqual(heard, [message(1)]);
});
