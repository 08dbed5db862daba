import type { TestContext } from 'node:test';
import { readKnowledgeStatus } from '../../src/database/knowledge-status.ts';
import { migrate, openDatabase } from '../../src/database/open-database.ts';
import type { Embedder } from '../../src/domain/embedder.ts';
import { startIngestion } from '../../src/knowledge/ingest/ingestion.ts';
import { knowledgeBounds } from '../../src/knowledge/knowledge-bounds.ts';
import type { ReaderLimits } from '../../src/knowledge/read/open-reader.ts';
import { createKnowledge } from '../../src/knowledge/search/knowledge.ts';
import { cleanupOf } from '../support/cleanup.ts';
import { testDatabase } from '../support/postgres.ts';
import { silentLog } from '../support/silent-log.ts';

/** A folder's knowledge on a database of its own, kept up to date and searched; it ends with the test. */
export async function testKnowledge(
  t: TestContext,
  folder: string,
  options: {
    /** Missing: words alone are compared. */
    embedder?: Embedder;
    /** An empty one that is not ours to take away. */
    databaseUrl?: string;
    limits?: Partial<ReaderLimits>;
  } = {},
) {
  const undo = cleanupOf(t);
  const log = silentLog();
  const postgres = options.databaseUrl ? undefined : await testDatabase();
  undo(() => postgres?.drop());
  const db = openDatabase(options.databaseUrl ?? postgres?.url ?? '');
  undo(() => db.destroy());
  await migrate(db);
  const bases = [{ assistant: 'shop', base: 'help', folder }];
  const limits = { ...knowledgeBounds, lookEveryMs: 100, ...options.limits };
  const start = (embedder = options.embedder) =>
    startIngestion({ db, embedderFor: () => embedder, log, bases, limits });
  const ingestion = start();
  undo(() => ingestion.stop());
  const knowledge = createKnowledge({ db, embedderFor: () => options.embedder, log });
  const find = (text: string, limit = 5) =>
    knowledge.search({ assistant: 'shop', bases: ['help'], text, limit });
  return {
    db,
    log,
    /** Another worker that would take the same in; with another embedding model, if one is given. */
    startAnother(embedder?: Embedder) {
      const another = start(embedder);
      undo(() => another.stop());
      return another;
    },
    stop: () => ingestion.stop(),
    status: () => readKnowledgeStatus(db, { assistant: 'shop', base: 'help' }),
    settled: () => ingestion.settled(),
    find,
    search: async (text: string, limit?: number) => (await find(text, limit)).passages,
  };
}
