import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/**
 * An empty folder that goes with the test file's process. Not with the test that asks: its hooks run in the
 * order they were registered, and a folder must not go before the server that lives in it.
 */
export async function tempDir(_for?: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'baton-test-'));
  made.push(path);
  return path;
}

const made: string[] = [];

process.once('exit', () => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});
