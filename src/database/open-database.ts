import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import * as ground from './migrations/0001-ground.ts';
import * as knowledge from './migrations/0002-knowledge.ts';
import * as understanding from './migrations/0003-understanding.ts';
import * as memory from './migrations/0004-memory.ts';
import * as components from './migrations/0005-components.ts';
import * as plans from './migrations/0006-plans.ts';
import * as agents from './migrations/0007-agents.ts';
import * as purse from './migrations/0008-purse.ts';
import * as mcp from './migrations/0009-mcp.ts';
import * as callbacks from './migrations/0010-callbacks.ts';
import * as accounts from './migrations/0011-accounts.ts';
import * as promises from './migrations/0012-promises.ts';
import * as door from './migrations/0013-door.ts';
import * as chatStateVersion from './migrations/0014-chat-state-version.ts';
import * as outages from './migrations/0015-outages.ts';
import * as approvals from './migrations/0017-approvals.ts';
import * as suggestions from './migrations/0018-suggestions.ts';
import * as inbox from './migrations/0019-inbox.ts';
import * as notes from './migrations/0020-notes.ts';
import type { Schema } from './schema.ts';

export type Database = Kysely<Schema>;

// Money and counts fit a double; as text they would be added as text.
const int8 = 20;
pg.types.setTypeParser(int8, Number);

/** A pool on the given Postgres. The caller ends it with `destroy()`. */
export function openDatabase(url: string, options: { connectionsMax?: number } = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: 5_000,
    application_name: 'baton',
  });
  // An idle connection that breaks (server restarted) is replaced at the next query; unheard, it would kill us.
  pool.on('error', () => {});
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

/** Brings the schema up to date; several processes may do so at once (the migrator takes a lock). */
export async function migrate(db: Database): Promise<void> {
  const { error } = await migrator(db).migrateToLatest();
  if (error) throw error;
}

/** Whether this build's every migration has been applied. */
export async function isMigrated(db: Database): Promise<boolean> {
  const known = await migrator(db).getMigrations();
  return known.every((migration) => migration.executedAt !== undefined);
}

const migrations = {
  '0001-ground': ground,
  '0002-knowledge': knowledge,
  '0003-understanding': understanding,
  '0004-memory': memory,
  '0005-components': components,
  '0006-plans': plans,
  '0007-agents': agents,
  '0008-purse': purse,
  '0009-mcp': mcp,
  '0010-callbacks': callbacks,
  '0011-accounts': accounts,
  '0012-promises': promises,
  '0013-door': door,
  '0014-chat-state-version': chatStateVersion,
  '0015-outages': outages,
  '0017-approvals': approvals,
  '0018-suggestions': suggestions,
  '0019-inbox': inbox,
  '0020-notes': notes,
};

/** Each stands for itself, so one that was written beside others may come after them. */
const migrator = (db: Database) =>
  new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    allowUnorderedMigrations: true,
  });
