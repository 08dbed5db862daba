import type { TestContext } from 'node:test';
import { migrate, openDatabase } from '../../src/database/open-database.ts';
import { startIngestion } from '../../src/knowledge/ingest/ingestion.ts';
import { createKnowledge } from '../../src/knowledge/search/knowledge.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { testDatabase } from '../support/postgres.ts';
import { silentLog } from '../support/silent-log.ts';

/** A folder's knowledge on a database of its own, kept up to date and searched by words alone; it ends with the test. */
export async function testKnowledge(t: TestContext, folder: string) {
  const undo = cleanupOf(t);
  const postgres = await testDatabase();
  undo(() => postgres.drop());
  const db = openDatabase(postgres.url);
  undo(() => db.destroy());
  await migrate(db);
  const parts = { db, embedderFor: () => undefined, log: silentLog() };
  const start = () => startIngestion({ ...parts, bases: [{ assistant: 'shop', base: 'help', folder }] });
  const ingestion = start();
  undo(() => ingestion.stop());
  const knowledge = createKnowledge(parts);
  return {
    db,
    /** Another worker that would take the same in. */
    startAnother() {
      const another = start();
      undo(() => another.stop());
      return another;
    },
    settled: () => ingestion.settled(),
    search: async (text: string, limit = 5) =>
      (await knowledge.search({ assistant: 'shop', bases: ['help'], text, limit })).passages,
  };
}
