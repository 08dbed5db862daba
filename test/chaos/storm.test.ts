import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanupOf } from '../support/cleanup.ts';
import { runStorm } from './storm/storm.ts';

/** The same by hand, with more: `npm run chaos -- --seed 7 --conversations 200`. */
const seed = 7;

test('in a storm of failures and kills, whatever was promised holds', async (t) => {
  const verdict = await runStorm({
    ...{ seed, conversations: 20, undo: cleanupOf(t) },
    say: (line) => t.diagnostic(line),
  });
  for (const line of verdict.counts) t.diagnostic(line);
  assert.deepEqual(verdict.violations, []);
});
