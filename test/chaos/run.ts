import { parseArgs } from 'node:util';
import { runStorm } from './storm/storm.ts';

/** `npm run chaos -- --seed N --conversations N`: a storm of that seed, and what held in it. */
const { values } = parseArgs({
  options: { seed: { type: 'string' }, conversations: { type: 'string', default: '200' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const conversations = Number(values.conversations);
if (!Number.isSafeInteger(seed) || !(conversations >= 1 && conversations <= 2_000)) {
  console.error('usage: npm run chaos -- [--seed N] [--conversations 1…2000]');
  process.exit(2);
}
console.log(`seed ${seed}, ${conversations} conversations`);
const startedAt = Date.now();
const secondsGone = () => Math.round((Date.now() - startedAt) / 1_000);
const undos: (() => Promise<unknown> | unknown)[] = [];
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void undoAll().then(() => process.exit(130)));
try {
  const verdict = await runStorm({
    ...{ seed, conversations },
    say: (line) => console.log(`${secondsGone()} s: ${line}`),
    undo: (work) => void undos.push(work),
  });
  for (const line of verdict.counts) console.log(line);
  for (const violation of verdict.violations) console.error(`BROKEN ${violation}`);
  console.log(verdict.violations.length === 0 ? 'all of it held' : `broken with seed ${seed}`);
  process.exitCode = verdict.violations.length === 0 ? 0 : 1;
} finally {
  await undoAll();
  console.log(`${secondsGone()} s in all`);
}

async function undoAll(): Promise<void> {
  for (let undo = undos.pop(); undo; undo = undos.pop())
    await Promise.resolve().then(undo).catch(console.error);
}
