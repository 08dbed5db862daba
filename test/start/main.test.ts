import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Addresses } from '../../src/data-dir.ts';
import { findProcesses } from '../../src/processes/process-identity.ts';
import { eventually } from '../support/eventually.ts';
import { tempDir } from '../support/temp-dir.ts';
import { temporalCli } from '../support/temporal-cli.ts';

const cli = await temporalCli();
const main = new URL('../../src/main.ts', import.meta.url).pathname;

test('one command runs everything; a second start is refused; a signal takes everything down', async (t) => {
  const dataDir = await tempDir(t);
  const start = startMain(t, dataDir);
  const addresses = await start.ready();
  assert.equal(addresses.pid, start.child.pid);
  assert.equal((await fetch(`${addresses.http}/readyz`)).status, 200);
  assert.equal((await fetch(addresses.temporalUi ?? '')).status, 200);
  for (const words of ['chat', 'console', 'Temporal UI', 'demo model', '/setup#']) {
    assert.ok(start.output().includes(words), `${words} is missing in ${start.output()}`);
  }

  const second = startMain(t, dataDir);
  assert.equal(await second.exitCode, 1);
  assert.deepEqual(second.errorLines(), [
    `baton: Baton already runs on DATA_DIR ${dataDir}: stop it first, or set another DATA_DIR`,
  ]);
  assert.equal((await fetch(`${addresses.http}/readyz`)).status, 200, 'the first one must not notice');

  start.child.kill('SIGTERM');
  start.child.kill('SIGINT');
  assert.equal(await start.exitCode, 0);
  await assertNothingLeft(dataDir);
});

test('a start right after kill -9 stops what was left and goes on', async (t) => {
  const dataDir = await tempDir(t);
  const killed = startMain(t, dataDir);
  const before = await killed.ready();
  killed.child.kill('SIGKILL');
  const next = startMain(t, dataDir);
  const after = await next.ready(before.pid);
  assert.equal((await fetch(`${after.http}/readyz`)).status, 200);
  next.child.kill('SIGINT');
  assert.equal(await next.exitCode, 0);
  await assertNothingLeft(dataDir);
});

test('a stop in the middle of a start leaves nothing', async (t) => {
  const dataDir = await tempDir(t);
  const start = startMain(t, dataDir);
  await eventually(
    async () => (await findProcesses(['-D', join(dataDir, 'postgresql')])).length > 0 || undefined,
  );
  start.child.kill('SIGTERM');
  assert.equal(await start.exitCode, 0);
  await assertNothingLeft(dataDir);
});

test('a port that is taken stops the start with one line, and nothing runs on', async (t) => {
  const stranger = createServer().listen(0, '127.0.0.1');
  t.after(() => stranger.close());
  await once(stranger, 'listening');
  const { port } = stranger.address() as { port: number };
  for (const variable of ['PORT', 'TEMPORAL_PORT']) {
    const dataDir = await tempDir(t);
    const start = startMain(t, dataDir, { [variable]: String(port) });
    assert.equal(await start.exitCode, 1);
    assert.equal(start.errorLines().length, 1, start.output());
    assert.match(start.errorLines()[0] ?? '', new RegExp(`port ${port} is taken .*${variable}`));
    await assertNothingLeft(dataDir);
  }
});

test('a wrong environment and a folder without assistants stop the start before anything runs', async (t) => {
  const dataDir = await tempDir(t);
  const empty = join(dataDir, 'assistants');
  await mkdir(empty);
  for (const [env, word] of [
    [{ PORT: 'abc' }, 'PORT'],
    [{ ADMIN_EMAIL: 'a@b.example' }, 'ADMIN_PASSWORD'],
    [{ SERVICES: 'worker' }, 'DATABASE_URL'],
    [{ ASSISTANTS: empty }, 'ASSISTANTS'],
  ] as const) {
    const start = startMain(t, dataDir, env);
    assert.equal(await start.exitCode, 1);
    assert.equal(start.errorLines().length, 1, start.output());
    assert.ok(start.errorLines()[0]?.includes(word), start.output());
  }
  await assert.rejects(access(join(dataDir, 'postgresql')));
});

test('services on their own share a database and a Temporal with others', async (t) => {
  const whole = startMain(t, await tempDir(t));
  const { temporal } = await whole.ready();
  const access = JSON.parse(await readFile(join(whole.dataDir, 'postgresql-access.json'), 'utf8'));
  const shared = {
    DATABASE_URL: `postgres://baton:${access.password}@127.0.0.1:${access.port}/baton`,
    TEMPORAL_ADDRESS: temporal,
  };
  for (const [service, statusOfPage] of [
    ['worker', 404],
    ['http', 201],
  ] as const) {
    const start = startMain(t, await tempDir(t), { ...shared, SERVICES: service });
    const addresses = await start.ready();
    assert.equal(addresses.temporalUi, null);
    // The shop has a tool that is called back.
    assert.equal(/PUBLIC_URL is not set: .* called back/.test(start.output()), service === 'worker');
    const readiness = (await (await fetch(`${addresses.http}/readyz`)).json()) as { checks: object };
    assert.equal('worker' in readiness.checks, service === 'worker');
    const headers = { 'content-type': 'application/json' };
    const opened = await fetch(`${addresses.http}/v1/chat/sessions`, { method: 'POST', headers, body: '{}' });
    assert.equal(opened.status, statusOfPage);
    start.child.kill('SIGTERM');
    assert.equal(await start.exitCode, 0);
  }
  whole.child.kill('SIGTERM');
  assert.equal(await whole.exitCode, 0);
});

function startMain(t: TestContext, dataDir: string, env: NodeJS.ProcessEnv = {}) {
  const ports = env.TEMPORAL_ADDRESS ? {} : { TEMPORAL_PORT: '0', TEMPORAL_UI_PORT: '0', TEMPORAL_CLI: cli };
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [main], {
    cwd: join(main, '../..'),
    env: { PATH, HOME, DATA_DIR: dataDir, PORT: '0', ...ports, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  t.after(() => stopForSure(child, exitCode));
  return {
    child,
    dataDir,
    exitCode,
    output: () => `${output.out}${output.err}`,
    /** What it says for people, without the log. */
    errorLines: () => output.err.split('\n').filter((line) => line !== '' && !line.startsWith('{')),
    ready: (notOf?: number): Promise<Addresses> =>
      eventually(async () => {
        assert.equal(child.exitCode, null, output.err);
        const text = await readFile(join(dataDir, 'addresses.json'), 'utf8').catch(() => undefined);
        const addresses = text === undefined ? undefined : (JSON.parse(text) as Addresses);
        return addresses?.pid === notOf ? undefined : addresses;
      }),
  };
}

/** A failed test must not leave a start behind. */
async function stopForSure(child: ChildProcess, exitCode: Promise<unknown>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  await exitCode;
}

async function assertNothingLeft(dataDir: string): Promise<void> {
  assert.deepEqual(await findProcesses(['-D', join(dataDir, 'postgresql')]), []);
  assert.deepEqual(await findProcesses(['--db-filename', join(dataDir, 'temporal.db')]), []);
  await assert.rejects(access(join(dataDir, 'addresses.json')));
}
