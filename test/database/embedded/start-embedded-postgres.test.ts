import assert from 'node:assert/strict';
import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import pg from 'pg';
import { EmbeddedPostgresError } from '../../../src/database/embedded/embedded-postgres-error.ts';
import { startEmbeddedPostgres } from '../../../src/database/embedded/start-embedded-postgres.ts';
import { findProcesses } from '../../../src/processes/process-identity.ts';
import { runScript } from '../../support/run-script.ts';
import { silentLog } from '../../support/silent-log.ts';
import { tempDir } from '../../support/temp-dir.ts';

test('the first start makes a database, the next one finds its rows, on the same port', async (t) => {
  const dataDir = await tempDir(t);
  const first = await start(t, dataDir);
  await query(first.url, "create table kept as select 'here' as word");
  await first.stop();
  await assert.rejects(query(first.url, 'select 1'), 'a stopped server answers nobody');
  const second = await start(t, dataDir);
  assert.equal(second.url, first.url);
  assert.deepEqual(await query(second.url, 'select word from kept'), [{ word: 'here' }]);
  await second.stop();
  await second.stop();
});

test('it is Unicode, loopback only and behind a password that only we may read', async (t) => {
  const dataDir = await tempDir(t);
  const { url } = await start(t, dataDir);
  assert.deepEqual(
    await query(url, "select upper('straße éå') as word, '🎻' as sign"),
    [{ word: 'STRASSE ÉÅ', sign: '🎻' }].map((row) => ({
      ...row,
      word: row.word.replace('STRASSE', 'STRAßE'),
    })),
  );
  assert.deepEqual(await query(url, 'show listen_addresses'), [{ listen_addresses: '127.0.0.1' }]);
  const forged = new URL(url);
  forged.password = 'guessed';
  await assert.rejects(query(forged.href, 'select 1'), /password/);
  assert.equal((await stat(join(dataDir, 'postgresql-access.json'))).mode & 0o777, 0o600);
});

test('a start after the starter was killed stops the orphan and keeps what was committed', async (t) => {
  const dataDir = await tempDir(t);
  const starter = runScript(`
    import { startEmbeddedPostgres } from 'SRC/database/embedded/start-embedded-postgres.ts';
    const log = { info() {}, warn() {} };
    console.log((await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log })).url);
    setInterval(() => {}, 1_000);`);
  const url = await starter.firstLine;
  await query(url, "create table kept as select 'here' as word");
  await starter.kill();
  assert.deepEqual(await query(url, 'select 1 as one'), [{ one: 1 }], 'the orphan must be there to be found');
  const next = await start(t, dataDir);
  assert.deepEqual(await query(next.url, 'select word from kept'), [{ word: 'here' }]);
  assert.equal((await findProcesses(['-D', join(dataDir, 'postgresql')])).length, 1);
});

test('when its port was taken by another it moves to a free one', async (t) => {
  const dataDir = await tempDir(t);
  const first = await start(t, dataDir);
  await first.stop();
  const stranger = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
  t.after(() => stranger.close());
  const second = await start(t, dataDir);
  assert.notEqual(second.url, first.url);
  assert.deepEqual(await query(second.url, 'select 1 as one'), [{ one: 1 }]);
});

test('a making that was cut off halfway is begun anew', async (t) => {
  const dataDir = await tempDir(t);
  await mkdir(join(dataDir, 'postgresql.new'));
  await writeFile(join(dataDir, 'postgresql.new', 'PG_VERSION'), '18\n');
  const { url } = await start(t, dataDir);
  assert.deepEqual(await query(url, 'select 1 as one'), [{ one: 1 }]);
});

test('a lost password and a broken cluster are refused in one line, with nothing left running', async (t) => {
  const dataDir = await tempDir(t);
  await (await start(t, dataDir)).stop();
  await rm(join(dataDir, 'postgresql', 'global'), { recursive: true });
  await assert.rejects(start(t, dataDir), isOneLine(/does not start/));
  await rm(join(dataDir, 'postgresql-access.json'));
  await assert.rejects(start(t, dataDir), isOneLine(/postgresql-access\.json/));
  assert.deepEqual(await findProcesses(['-D', join(dataDir, 'postgresql')]), []);
});

const notRoot = process.getuid?.() === 0 ? false : 'only root runs the server as another user';
test('as root it also works below a folder that others may not enter', { skip: notRoot }, async (t) => {
  const closed = await tempDir(t);
  await chmod(closed, 0o700);
  const { url } = await start(t, join(closed, 'data'));
  assert.deepEqual(await query(url, 'select 1 as one'), [{ one: 1 }]);
  assert.equal((await stat(closed)).mode & 0o777, 0o700, 'the closed folder must stay closed');
});

async function start(t: TestContext, dataDir: string) {
  const server = await startEmbeddedPostgres({ dataDir, log: silentLog() });
  t.after(() => server.stop());
  return server;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const isOneLine = (pattern: RegExp) => (error: Error) => {
  assert.ok(error instanceof EmbeddedPostgresError);
  assert.match(error.message, pattern);
  return !error.message.includes('\n');
};
