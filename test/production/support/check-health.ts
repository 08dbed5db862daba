import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const script = join(import.meta.dirname, '../../../deploy/check-health.ts');

/** Runs the containers' own check against a process. Rejects, with what it said, when it ends with another code than 0. */
export async function checkHealth(http: string, path: string): Promise<void> {
  const env = { PATH: process.env.PATH, PORT: new URL(http).port };
  await promisify(execFile)(process.execPath, [script, path], { env, timeout: 30_000 });
}
