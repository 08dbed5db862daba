import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

const root = join(import.meta.dirname, '../..');
const cacheFolder = join(root, 'dist/workflows');

/** The workflows as the sandbox runs them. Bundling takes seconds, so a bundle of the same sources is kept. */
export async function workflowBundle(): Promise<{ code: string }> {
  const path = join(cacheFolder, `${await sourcesHash()}.js`);
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  if (kept !== undefined) return { code: kept };
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows/index.ts'),
    logger: { ...silent, warn: console.warn, error: console.error },
  });
  await keep(path, code).catch(() => {});
  return { code };
}

async function keep(path: string, code: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, code);
  await rename(draft, path);
}

/** Of everything that a bundle is made from. */
async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256');
  const sdk = createRequire(import.meta.url)('@temporalio/workflow/package.json') as { version: string };
  hash.update(sdk.version);
  for (const folder of ['workflows', 'src/domain']) {
    for (const name of (await readdir(join(root, folder), { recursive: true })).sort()) {
      if (name.endsWith('.ts')) hash.update(name).update(await readFile(join(root, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

const silent = { log() {}, trace() {}, debug() {}, info() {} };
