import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import { withHeartbeat } from '../../activities/heartbeat.ts';

/** Works for a moment, unless it is told to end. */
const quickRead = () =>
  withHeartbeat(async (signal) => {
    await sleep(50);
    return signal.aborted ? 'given up' : 'finished';
  });

function run(isLocal: boolean, reason: 'WORKER_SHUTDOWN' | 'CANCELLED'): Promise<unknown> {
  const environment = new MockActivityEnvironment({ isLocal });
  const running = environment.run(quickRead);
  environment.cancel(reason);
  return running;
}

test('a local activity finishes while its worker stops, and ends when its workflow wants it to', async () => {
  assert.equal(await run(true, 'WORKER_SHUTDOWN'), 'finished');
  assert.equal(await run(true, 'CANCELLED'), 'given up');
});

test('an activity of its own ends for both: another worker takes it up', async () => {
  assert.equal(await run(false, 'WORKER_SHUTDOWN'), 'given up');
  assert.equal(await run(false, 'CANCELLED'), 'given up');
});
