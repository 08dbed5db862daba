import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BatonProcess, serversOn, spawnBaton } from '../support/baton-process.ts';
import { eventually } from '../support/eventually.ts';
import { tempDir } from '../support/temp-dir.ts';
import { throwDice } from './support/dice.ts';

const npmStart: readonly [string, ...string[]] = ['npm', 'start', '--no-update-notifier'];

test('a signal to the whole group, as from Ctrl-C, stops everything, however often it comes', async (t) => {
  const { start, dataDir } = await begin(t);
  const { http } = await start.ready();
  start.signal('SIGINT', 'group');
  await sleep(50);
  start.signal('SIGINT', 'group');
  start.signal('SIGTERM', 'group');
  assert.equal(await start.ended, 0);
  await assertNothingLeft(start, dataDir, http);
});

test('npm start stops when npm alone is asked to, or its group', async (t) => {
  for (const to of ['process', 'group'] as const) {
    const { start, dataDir } = await begin(t, { command: npmStart });
    const { http } = await start.ready();
    start.signal('SIGTERM', to);
    await start.ended;
    await assertNothingLeft(start, dataDir, http);
  }
});

test('a stop at any moment of a start leaves nothing, and the next start works', async (t) => {
  const dice = throwDice(t);
  const { start: first, dataDir } = await begin(t);
  await first.ready();
  first.signal('SIGTERM', 'process');
  await first.ended;
  for (let round = 0; round < 6; round += 1) {
    const { start } = await begin(t, { dataDir });
    await sleep(dice.between(0, 3_000));
    start.signal(dice.pick(['SIGINT', 'SIGTERM']), dice.pick(['process', 'group']));
    const end = await start.ended;
    // In its first moments, when nothing runs yet, nobody catches the signal.
    assert.ok(end === 0 || end === 'SIGINT' || end === 'SIGTERM', `ended with ${end}: ${start.stderr()}`);
    await assertNothingLeft(start, dataDir);
  }
  const { start: last } = await begin(t, { dataDir });
  const { http } = await last.ready();
  assert.equal((await fetch(`${http}/readyz`)).status, 200);
  last.signal('SIGTERM', 'process');
  assert.equal(await last.ended, 0);
  await assertNothingLeft(last, dataDir, http);
});

async function begin(t: TestContext, options: { dataDir?: string; command?: typeof npmStart } = {}) {
  const dataDir = options.dataDir ?? (await tempDir(t));
  const start = await spawnBaton({ dataDir, ...(options.command && { command: options.command }) });
  t.after(async () => {
    start.signal('SIGTERM', 'group');
    await start.ended;
  });
  return { start, dataDir };
}

/** No process of the group, no server, nobody at the address. */
async function assertNothingLeft(start: BatonProcess, dataDir: string, http?: string): Promise<void> {
  await eventually(() => (start.hasGroup() ? undefined : true));
  await eventually(async () => ((await serversOn(dataDir)).length === 0 ? true : undefined));
  if (http !== undefined) await assert.rejects(fetch(`${http}/healthz`));
}
