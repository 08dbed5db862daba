import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

async function runFiles(postgresUrl: string): Promise<number> {
  const args = ['--test', '--test-concurrency=2', ...files];
  const runner = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, BATON_TEST_POSTGRES_URL: postgresUrl },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => runner.kill(signal));
  return await new Promise((resolve) => runner.once('exit', (code) => resolve(code ?? 1)));
}
