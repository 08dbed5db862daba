import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import { findFreePort } from '../../src/processes/ports.ts';
import { startTemporalServer } from '../../src/temporal/embedded/start-temporal-server.ts';
import { type BatonProcess, spawnBaton } from '../support/baton-process.ts';
import { eventually } from '../support/eventually.ts';
import { testDatabase } from '../support/postgres.ts';
import { silentLog } from '../support/silent-log.ts';
import { tempDir } from '../support/temp-dir.ts';
import { temporalCli } from '../support/temporal-cli.ts';

test('a worker that is started before Temporal waits for it, and says so', async (t) => {
  const database = await testDatabase();
  t.after(() => database.drop());
  const port = await findFreePort();
  const env = {
    SERVICES: 'worker',
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
    TEMPORAL_NAMESPACE: 'of-its-own',
  };
  const worker = await spawnIn(t, env);
  await eventually(() => (/waiting for Temporal at 127/.test(worker.stderr()) ? true : undefined));
  const cli = await temporalCli();
  const log = silentLog();
  const temporal = await startTemporalServer({ cli, port, uiPort: 0, namespace: 'default', log });
  t.after(() => temporal.stop());
  const { http, namespace } = await worker.ready();
  assert.equal(namespace, 'of-its-own');
  assert.equal((await fetch(`${http}/readyz`)).status, 200);
  worker.signal('SIGTERM', 'process');
  assert.equal(await worker.ended, 0);
});

test('a start that waits for its database ends when it is asked to', async (t) => {
  const nobody = `postgres://baton:hidden@127.0.0.1:${await findFreePort()}/baton`;
  const start = await spawnIn(t, { DATABASE_URL: nobody, TEMPORAL_ADDRESS: '127.0.0.1:1' });
  await eventually(() => (/waiting for the database/.test(start.stderr()) ? true : undefined));
  start.signal('SIGTERM', 'process');
  assert.equal(await start.ended, 0, start.stderr());
  assert.doesNotMatch(start.stderr(), /hidden/);
});

test('a database that refuses us is not waited for', async (t) => {
  const database = await testDatabase();
  t.after(() => database.drop());
  const url = new URL(database.url);
  url.password = 'wrong';
  const start = await spawnIn(t, { DATABASE_URL: url.href });
  assert.equal(await start.ended, 1);
  assert.match(start.stderr(), /DATABASE_URL/);
  assert.doesNotMatch(start.stderr(), /waiting for/);
});

async function spawnIn(t: TestContext, env: Record<string, string>): Promise<BatonProcess> {
  const dataDir = await tempDir(t);
  await chmod(dataDir, 0o755);
  const start = await spawnBaton({ dataDir, env });
  t.after(async () => {
    start.signal('SIGKILL', 'group');
    await start.ended;
  });
  return start;
}
