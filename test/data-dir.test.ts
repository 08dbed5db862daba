import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { DataDirError, holdDataDir } from '../src/data-dir.ts';
import { startMarkOf } from '../src/processes/process-identity.ts';
import { runScript } from './support/run-script.ts';
import { tempDir } from './support/temp-dir.ts';

const addresses = {
  http: 'http://127.0.0.1:1',
  temporal: '127.0.0.1:2',
  temporalUi: 'http://127.0.0.1:3',
  namespace: 'default',
  pid: process.pid,
};

const holdAndWait = (path: string) => `
  import { holdDataDir } from 'SRC/data-dir.ts';
  try {
    await holdDataDir(${JSON.stringify(path)});
    console.log('held');
    setInterval(() => {}, 1_000);
  } catch (error) {
    console.log(error.message);
    process.exitCode = 1;
  }`;

test('a live holder keeps a second start out, with one line that names the folder', async (t) => {
  const path = await tempDir(t);
  const holder = runScript(holdAndWait(path));
  t.after(holder.kill);
  assert.equal(await holder.firstLine, 'held');
  await assert.rejects(holdDataDir(path), (error: Error) => {
    assert.ok(error instanceof DataDirError);
    assert.match(error.message, /^Baton already runs on DATA_DIR .*$/);
    assert.ok(error.message.includes(path));
    return true;
  });
});

test('the same process cannot hold a folder twice', async (t) => {
  const path = await tempDir(t);
  const held = await holdDataDir(path);
  await assert.rejects(holdDataDir(path), DataDirError);
  await held.release();
  await (await holdDataDir(path)).release();
});

test('a holder killed without warning lets the next start in, though it is still a zombie', async (t) => {
  const path = await tempDir(t);
  // The shell turns into a program that never collects its children: the killed holder stays a zombie.
  const command = `"$0" --input-type=module-typescript --eval "$1" & exec sleep 600`;
  const source = new URL('../src', import.meta.url).pathname;
  const parent = spawn('sh', ['-c', command, process.execPath, holdAndWait(path).replaceAll('SRC', source)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => parent.kill('SIGKILL'));
  await once(parent.stdout, 'data');
  const pid = await childOf(parent.pid as number);
  process.kill(pid, 'SIGKILL');
  while ((await startMarkOf(pid)) !== undefined) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.doesNotThrow(() => process.kill(pid, 0), 'the pid must still be taken, by the zombie');
  await (await holdDataDir(path)).release();
});

test('a lock file and an announcement of a pid that now belongs to another hold nothing', async (t) => {
  const path = await tempDir(t);
  const holder = runScript(holdAndWait(path));
  assert.equal(await holder.firstLine, 'held');
  await writeFile(join(path, 'addresses.json'), JSON.stringify(addresses));
  await holder.kill();
  await access(join(path, 'lock'));
  const held = await holdDataDir(path);
  await assert.rejects(access(join(path, 'addresses.json')), 'a dead start is no longer announced');
  await held.release();
});

test('of starts at the same instant exactly one wins', async (t) => {
  const path = await tempDir(t);
  const starts = [1, 2, 3, 4].map(() => runScript(holdAndWait(path)));
  t.after(() => Promise.all(starts.map((start) => start.kill())));
  const lines = await Promise.all(starts.map((start) => start.firstLine));
  assert.equal(lines.filter((line) => line === 'held').length, 1);
  assert.equal(lines.filter((line) => line.startsWith('Baton already runs')).length, 3);
});

test('the announcement is whole, and goes when it is taken back', async (t) => {
  const path = await tempDir(t);
  const held = await holdDataDir(join(path, 'new', 'folder'));
  await held.announce(addresses);
  const file = join(held.path, 'addresses.json');
  assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), addresses);
  await held.withdraw();
  await assert.rejects(access(file));
  await held.release();
});

test('a folder that cannot be made is refused in one line', async (t) => {
  const path = join(await tempDir(t), 'file');
  await writeFile(path, '');
  await assert.rejects(holdDataDir(path), (error: Error) => {
    assert.ok(error instanceof DataDirError);
    return !error.message.includes('\n') && error.message.startsWith('DATA_DIR');
  });
});

async function childOf(parentPid: number): Promise<number> {
  const ps = spawn('ps', ['-axo', 'pid=,ppid='], { stdio: ['ignore', 'pipe', 'inherit'] });
  let rows = '';
  for await (const chunk of ps.stdout) rows += chunk;
  const row = rows.split('\n').find((line) => line.trim().split(/\s+/)[1] === String(parentPid));
  assert.ok(row, 'the holder must be there');
  return Number(row.trim().split(/\s+/)[0]);
}
