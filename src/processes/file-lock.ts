import { DatabaseSync } from 'node:sqlite';

/** A lock that its process holds until it releases it or ends. */
export interface FileLock {
  release(): void;
}

/**
 * Takes the lock on `path` (made if absent), or returns undefined when another holds it. The operating
 * system drops it the moment its holder dies, so neither a zombie nor a reused pid can hold one. Throws when
 * the file cannot be opened or its file system knows no locks.
 */
export function tryLock(path: string): FileLock | undefined {
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    // Node has no flock; SQLite's exclusive transaction is an fcntl lock, and nothing is ever written.
    file.exec('BEGIN EXCLUSIVE');
    return { release: () => file.close() };
  } catch (error) {
    file.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

const sqliteBusy = 5;
const isBusy = (error: unknown) =>
  error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;
