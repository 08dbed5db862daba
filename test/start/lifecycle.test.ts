import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLifecycle, Stopped } from '../../src/start/lifecycle.ts';
import { oneLine } from '../../src/start/one-line.ts';
import { silentLog } from '../support/silent-log.ts';

function stage() {
  const events: string[] = [];
  const log = silentLog();
  const lifecycle = createLifecycle(log);
  const part = (name: string, begin: (signal: AbortSignal) => Promise<void> = async () => {}) => ({
    name,
    begin: async (signal: AbortSignal) => {
      await begin(signal);
      events.push(`${name} up`);
    },
    end: async () => {
      events.push(`${name} down`);
    },
    endWithinMs: 1_000,
  });
  return { events, log, lifecycle, part };
}

test('what came up goes down in reverse, once', async () => {
  const { events, lifecycle, part } = stage();
  for (const name of ['first', 'second']) await lifecycle.bringUp(part(name));
  await Promise.all([lifecycle.stop(), lifecycle.stop()]);
  await lifecycle.stop();
  assert.deepEqual(events, ['first up', 'second up', 'second down', 'first down']);
});

test('a part that fails to come up is not taken down, those before it are', async () => {
  const { events, lifecycle, part } = stage();
  await lifecycle.bringUp(part('first'));
  const failing = part('second', async () => {
    throw new Error('no room');
  });
  await assert.rejects(lifecycle.bringUp(failing), /no room/);
  await lifecycle.stop();
  assert.deepEqual(events, ['first up', 'first down']);
});

test('a stop while a part comes up waits for it, takes it down and lets no other begin', async () => {
  const { events, lifecycle, part } = stage();
  const halfway = Promise.withResolvers<void>();
  const beginning = lifecycle.bringUp(part('slow', () => halfway.promise));
  const stopped = lifecycle.stop();
  await assert.rejects(lifecycle.bringUp(part('late')), Stopped);
  halfway.resolve();
  await Promise.all([beginning, stopped]);
  assert.deepEqual(events, ['slow up', 'slow down']);
});

test('a stop gives up what can be given up', async () => {
  const { events, lifecycle, part } = stage();
  const fetching = part('fetch', (signal) => {
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });
  const beginning = lifecycle.bringUp(fetching);
  await Promise.all([assert.rejects(beginning, Stopped), lifecycle.stop()]);
  assert.deepEqual(events, []);
});

test('a part that hangs or throws at its end keeps no other from going down', async () => {
  const { events, log, lifecycle, part } = stage();
  await lifecycle.bringUp(part('first'));
  await lifecycle.bringUp({ ...part('hangs'), end: () => new Promise(() => {}), endWithinMs: 10 });
  await lifecycle.bringUp({ ...part('throws'), end: () => Promise.reject(new Error('stuck')) });
  await lifecycle.stop();
  assert.equal(events.at(-1), 'first down');
  assert.ok(log.lines.some((line) => line.includes('throws') && line.includes('stuck')));
  assert.ok(log.lines.some((line) => line.includes('hangs')));
});

test('any error becomes one line', () => {
  assert.equal(oneLine(new Error('a\n  b')), 'a; b');
  assert.equal(oneLine(new AggregateError([new Error('connect ECONNREFUSED')])), 'connect ECONNREFUSED');
  assert.equal(oneLine(new Error('outer', { cause: new Error('inner') })), 'outer: inner');
  assert.equal(oneLine('text'), 'text');
});
