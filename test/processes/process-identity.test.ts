import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { findProcesses, isRunning, startMarkOf } from '../../src/processes/process-identity.ts';
import { stopProcess } from '../../src/processes/stop-process.ts';

test('a live process has a mark that stays, a dead one has none', async () => {
  const child = spawn('sleep', ['600']);
  await once(child, 'spawn');
  const pid = child.pid as number;
  const startMark = await startMarkOf(pid);
  assert.ok(startMark);
  assert.equal(await startMarkOf(pid), startMark);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(await isRunning({ pid, startMark }), false);
});

test('a pid that was given to another process is not taken for the one before', async () => {
  const child = spawn('sleep', ['600']);
  await once(child, 'spawn');
  const earlier = { pid: child.pid as number, startMark: 'the one before' };
  assert.equal(await isRunning(earlier), false);
  assert.equal(await stopProcess(earlier, [{ signal: 'SIGKILL', waitMs: 100 }]), true);
  assert.equal(child.signalCode, null, 'the innocent process must not be signalled');
  assert.ok(await startMarkOf(child.pid as number));
  child.kill('SIGKILL');
  await once(child, 'exit');
});

test('processes are found by arguments that follow each other, whole', async () => {
  const child = spawn('sleep', ['600.25', '600.5']);
  await once(child, 'spawn');
  const pids = async (...run: string[]) => (await findProcesses(run)).map(({ pid }) => pid);
  assert.deepEqual(await pids('600.25', '600.5'), [child.pid]);
  assert.deepEqual(await pids('600.5', '600.25'), []);
  assert.deepEqual(await pids('600.2'), []);
  child.kill('SIGKILL');
  await once(child, 'exit');
});

test('who ignores the first signal gets the next one', async () => {
  const child = spawn('sh', ['-c', 'trap "" TERM; echo ready; sleep 600 & wait; wait'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  await once(child.stdout, 'data');
  const pid = child.pid as number;
  const startMark = (await startMarkOf(pid)) as string;
  const steps = [
    { signal: 'SIGTERM', waitMs: 60 },
    { signal: 'SIGKILL', waitMs: 5_000 },
  ] as const;
  assert.equal(await stopProcess({ pid, startMark }, steps), true);
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Its sleeper went with it.
  }
});
