import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FileLock, tryLock } from './processes/file-lock.ts';

/** Where a running start can be reached. */
export interface Addresses {
  readonly http: string;
  readonly temporal: string;
  readonly temporalUi: string | null;
  readonly namespace: string;
  readonly pid: number;
}

/** The folder of one start's embedded parts, held by it alone. */
export interface DataDir {
  readonly path: string;
  /** Tells others where we are; a reader sees the whole file or none. */
  announce(addresses: Addresses): Promise<void>;
  /** Takes it back: from here on nobody should come. */
  withdraw(): Promise<void>;
  /** Lets the next start in. */
  release(): Promise<void>;
}

/** Another start holds the folder, or it cannot be used at all. The message is one line for the user. */
export class DataDirError extends Error {
  override readonly name = 'DataDirError';
}

/** Another start holds the folder. */
export class DataDirBusy extends DataDirError {}

/** Takes the folder, made if absent, for this process. Throws DataDirError, of a busy one DataDirBusy. */
export async function holdDataDir(path: string): Promise<DataDir> {
  const lock = await lockFolder(path);
  const addressesFile = join(path, 'addresses.json');
  // One that was killed left its own behind.
  await rm(addressesFile, { force: true });
  return {
    path,
    announce: (addresses) => replaceFile(addressesFile, `${JSON.stringify(addresses, null, 2)}\n`),
    withdraw: () => rm(addressesFile, { force: true }),
    release: async () => lock.release(),
  };
}

async function lockFolder(path: string): Promise<FileLock> {
  let lock: FileLock | undefined;
  const deadlineMs = Date.now() + dyingMs;
  try {
    await mkdir(dirname(path), { recursive: true });
    // Customers' words lie in here: nobody else on the machine reads them.
    await mkdir(path, { recursive: true, mode: 0o700 });
    const lockFile = join(path, 'lock');
    lock = tryLock(lockFile);
    while (!lock && Date.now() < deadlineMs) {
      await sleep(50);
      lock = tryLock(lockFile);
    }
  } catch (error) {
    throw new DataDirError(`DATA_DIR ${path} cannot be used: ${(error as Error).message}`);
  }
  if (lock) return lock;
  throw new DataDirBusy(`Baton already runs on DATA_DIR ${path}: stop it first, or set another DATA_DIR`);
}

/** A process that was killed a moment ago still holds its files until its last thread is gone. */
const dyingMs = 2_000;

async function replaceFile(file: string, content: string): Promise<void> {
  const unfinished = `${file}.new`;
  await writeFile(unfinished, content);
  await rename(unfinished, file);
}
