import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { startEmbeddedPostgres } from '../src/database/embedded/start-embedded-postgres.ts';
import { silentLog } from './support/silent-log.ts';

/**
 * Runs every test, or those whose path contains one of the arguments: quick ones first, the slowest last, two files at
 * a time. One PostgreSQL serves them all; each file has a database of its own on it.
 */
const slowLast = [
  'test/workflows/',
  'test/browser/',
  'test/start/',
  'test/seam/',
  'test/stalls/',
  'test/chaos/',
  'test/production/',
];

/** More than these isn't noise. */
const secondTriesMax = 4;

const slowness = (file: string) => slowLast.findIndex((folder) => file.startsWith(folder));

const root = join(import.meta.dirname, '..');
const wanted = process.argv.slice(2);
const files = globSync('test/**/*.test.ts', { cwd: root })
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort((a, b) => slowness(a) - slowness(b) || a.localeCompare(b));

if (files.length === 0) {
  console.error(`no test file's path contains ${wanted.join(' or ')}`);
  process.exit(1);
}

const dataDir = await mkdtemp(join(tmpdir(), 'baton-tests-'));
const postgres = await startEmbeddedPostgres({ dataDir, log: silentLog() });
try {
  process.exitCode = (await passes(postgres.url)) ? 0 : 1;
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** Where the machine is shared, as in CI, the few files that failed beside another get a second try alone, aloud. */
async function passes(postgresUrl: string): Promise<boolean> {
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort());
  const runHere = (these: readonly string[], atATime: number) =>
    failedOf(these, { atATime, postgresUrl, signal: stopped.signal });
  const failed = await runHere(
    files.map((file) => join(root, file)),
    2,
  );
  if (failed.length === 0 || stopped.signal.aborted) return !stopped.signal.aborted;
  if (process.env.BATON_TEST_SECOND_TRY !== '1' || failed.length > secondTriesMax) return false;
  console.log(
    `\nfailed; tried once more, one at a time:\n  ${failed.map((file) => relative(root, file)).join('\n  ')}\n`,
  );
  return (await runHere(failed, 1)).length === 0 && !stopped.signal.aborted;
}

/** The files in which a test failed. The runner's own command line would sort the files by name. */
async function failedOf(
  these: readonly string[],
  { atATime, postgresUrl, signal }: { atATime: number; postgresUrl: string; signal: AbortSignal },
): Promise<string[]> {
  const env = { ...process.env, BATON_TEST_POSTGRES_URL: postgresUrl };
  const tests = run({ files: [...these], concurrency: atATime, signal, env });
  const failed = new Set<string>();
  tests.on('test:fail', ({ todo, file = these[0] ?? '' }) => {
    if (todo === undefined) failed.add(file);
  });
  await pipeline(tests, new spec(), process.stdout, { end: false });
  return [...failed];
}
