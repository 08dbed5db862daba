import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** An empty folder that goes when the test ends. */
export async function tempDir(context: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'baton-test-'));
  context.after(() => rm(path, { recursive: true, force: true }));
  return path;
}
