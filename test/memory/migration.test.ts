import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { Migrator } from 'kysely/migration';
import { createMessages } from '../../src/database/messages.ts';
import * as ground from '../../src/database/migrations/0001-ground.ts';
import * as memory from '../../src/database/migrations/0004-memory.ts';
import { migrate, openDatabase } from '../../src/database/open-database.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { testDatabase } from '../support/postgres.ts';

test('conversations from before cases get their first one, and effects of theirs stay done', async (t) => {
  const undo = cleanupOf(t);
  const postgres = await testDatabase();
  undo(() => postgres.drop());
  const db = openDatabase(postgres.url);
  undo(() => db.destroy());
  const migrations = { '0001-ground': ground, '0004-memory': memory };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('0001-ground');

  const [open, closed, silent] = [randomUUID(), randomUUID(), randomUUID()];
  for (const id of [open, closed, silent]) {
    const customerId = randomUUID();
    await db.insertInto('customers').values({ id: customerId }).execute();
    await db
      .insertInto('conversations')
      .values({
        id,
        customer_id: customerId,
        assistant: 'desk',
        last_seq: id === silent ? 0 : 4,
        last_customer_seq: id === silent ? 0 : 3,
        ...(id === closed && { closed_reason: 'solved' }),
      })
      .execute();
  }
  await db
    .insertInto('effects')
    .values({ tool: 'note', scope: `case:${open}`, key: 'k', state: 'done', call_id: 'c' })
    .execute();

  const { error } = await migrator.migrateToLatest();
  assert.equal(error, undefined);
  const cases = await db.selectFrom('cases').selectAll().execute();
  const facts = (id: string) =>
    cases
      .filter((row) => row.conversation_id === id)
      .map((row) => [row.number, row.opened_seq, row.closed_seq]);
  assert.deepEqual([facts(open), facts(closed), facts(silent)], [[[1, 1, null]], [[1, 1, 4]], []]);
  const [effect] = await db.selectFrom('effects').select('scope').execute();
  assert.equal(effect?.scope, `case:${open}:1`);

  await migrate(db);
  const say = (conversationId: string) =>
    createMessages(db).accept({ conversationId, id: randomUUID(), channel: 'web', text: 'Hi' });
  for (const id of [open, closed, silent]) await say(id);
  const numbers = await db
    .selectFrom('cases')
    .select(['conversation_id', 'number'])
    .where('closed_at', 'is', null)
    .execute();
  const numberOf = (id: string) => numbers.find((row) => row.conversation_id === id)?.number;
  assert.deepEqual([numberOf(open), numberOf(closed), numberOf(silent)], [1, 2, 1]);
});
