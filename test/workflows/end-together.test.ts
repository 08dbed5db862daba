import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { endTogether, type Group } from '../../workflows/end-together.ts';

/** In a worker results come one by one, in any order; in a replay all at once, in the order of the calls. */
const endings = [['abc'], ['a', 'b', 'c'], ['b', 'c', 'a'], ['c', 'b', 'a'], ['ca', 'b'], ['c', 'ab']];

test('whoever ends last, those who called go on in the order in which they called', async () => {
  for (const ending of endings) {
    const group: Group = { running: 0, hasResults: false, releases: [] };
    const calls = new Map<string, PromiseWithResolvers<string>>();
    const went: string[] = [];
    const going = [...'abc'].map(async (name) => {
      const call = Promise.withResolvers<string>();
      calls.set(name, call);
      went.push(
        await endTogether(
          group,
          () => call.promise,
          () => went.push('closed'),
        ),
      );
    });
    for (const atOnce of ending) {
      assert.deepEqual(went, [], ending.join());
      for (const name of atOnce) calls.get(name)?.resolve(name);
      await setImmediate();
    }
    await Promise.all(going);
    assert.deepEqual(went, ['closed', 'a', 'b', 'c'], ending.join());
  }
});

test('one that fails is told so when all have ended, and the others are told what came of theirs', async () => {
  const group: Group = { running: 0, hasResults: false, releases: [] };
  const slow = Promise.withResolvers<string>();
  const failing = endTogether(
    group,
    () => Promise.reject(new Error('down')),
    () => {},
  );
  const going = endTogether(
    group,
    () => slow.promise,
    () => {},
  );
  let isTold = false;
  failing.catch(() => {
    isTold = true;
  });
  await setImmediate();
  assert.equal(isTold, false);
  slow.resolve('up');
  await assert.rejects(failing, /down/);
  assert.equal(await going, 'up');
});
