import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/database/embedded/start-embedded-postgres.ts';
import { silentLog } from './silent-log.ts';

/** An empty database of its own. */
export interface TestDatabase {
  readonly url: string;
  /** Takes it away, with whoever is still connected. */
  drop(): Promise<void>;
}

interface TestServer {
  readonly url: string;
  stop(): Promise<void>;
}

let server: Promise<TestServer> | undefined;
let databases = 0;

/**
 * A fresh database on the server that `BATON_TEST_POSTGRES_URL` names, else on one that this test process starts
 * with the first and stops with the last: whoever doesn't drop theirs leaves it running.
 */
export async function testDatabase(): Promise<TestDatabase> {
  server ??= findServer();
  databases += 1;
  const { url: serverUrl, stop } = await server;
  const name = `baton_test_${randomBytes(6).toString('hex')}`;
  await run(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      await run(serverUrl, `drop database if exists ${name} with (force)`);
      databases -= 1;
      if (databases > 0) return;
      server = undefined;
      await stop();
    },
  };
}

async function findServer(): Promise<TestServer> {
  const given = process.env.BATON_TEST_POSTGRES_URL;
  if (given) return { url: given, stop: async () => {} };
  const dataDir = await mkdtemp(join(tmpdir(), 'baton-postgres-'));
  const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog() });
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
