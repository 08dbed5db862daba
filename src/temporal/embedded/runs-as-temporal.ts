import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Whether the program at `path` runs and calls itself Temporal's. Its version isn't asked: builds differ. */
export async function runsAsTemporal(path: string): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 30_000 });
    return stdout.startsWith('temporal version');
  } catch {
    return false;
  }
}
