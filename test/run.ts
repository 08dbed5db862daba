import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  process.exitCode = await runFiles(postgres.url);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** The runner's own command line would sort the files by name. */
async function runFiles(postgresUrl: string): Promise<number> {
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopped.abort());
  const tests = run({
    files: files.map((file) => join(root, file)),
    concurrency: 2,
    signal: stopped.signal,
    env: { ...process.env, BATON_TEST_POSTGRES_URL: postgresUrl },
  });
  let failures = 0;
  tests.on('test:fail', ({ todo }) => {
    if (todo === undefined) failures += 1;
  });
  await pipeline(tests, new spec(), process.stdout, { end: false });
  return failures > 0 || stopped.signal.aborted ? 1 : 0;
}
