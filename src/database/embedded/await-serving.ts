import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { BackgroundProcess } from '../../processes/background-process.ts';
import { type Access, embeddedDatabase, urlOf } from './access.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/**
 * Waits until the server answers to our password and has our database in it. Throws EmbeddedPostgresError
 * when it never does.
 */
export async function awaitServing(server: BackgroundProcess, access: Access): Promise<'serving' | 'ended'> {
  // After a crash it first replays its log; the bound is for a disk that is slow at that.
  const deadlineMs = Date.now() + startWithinMs;
  while (!server.hasEnded()) {
    if (await hasOurDatabase(access)) return 'serving';
    if (Date.now() > deadlineMs) {
      throw new EmbeddedPostgresError(
        `the embedded database does not answer within ${startWithinMs / 1_000} s`,
      );
    }
    await sleep(30);
  }
  return 'ended';
}

const startWithinMs = 60_000;

async function hasOurDatabase(access: Access): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(access, 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  // A server that ends while we ask must not end us.
  client.on('error', () => {});
  try {
    await client.connect();
    const found = await client.query('select 1 from pg_database where datname = $1', [embeddedDatabase]);
    if (found.rowCount === 0) await client.query(`create database ${embeddedDatabase}`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === wrongPassword) {
      throw new EmbeddedPostgresError(
        'the embedded database refuses the password kept in DATA_DIR: restore postgresql-access.json, or start on an empty DATA_DIR',
      );
    }
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

const wrongPassword = '28P01';
