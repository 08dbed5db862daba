import { access, constants, mkdir, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FileLock, tryLock } from '../../processes/file-lock.ts';
import { buildCli } from './build-cli.ts';
import { downloadCli } from './download-cli.ts';
import { runsAsTemporal } from './runs-as-temporal.ts';
import { TemporalEmbeddedError } from './temporal-embedded-error.ts';

/** The version that is fetched where none is installed. */
const cliVersion = '1.5.1';

/** Where to look for the Temporal CLI, and how to tell the user what takes so long. */
export interface CliSearch {
  /** TEMPORAL_CLI: this one or none. */
  readonly configured: string | undefined;
  /** Baton's own folder in the user's cache. */
  readonly cacheDir: string;
  /** Folders of programs, as in PATH. */
  readonly searchPath: string;
  readonly progress: (line: string) => void;
  /** Where Temporal says what to download; replaced in tests. */
  readonly downloadUrl?: string;
  /** Gives a fetch up. */
  readonly signal?: AbortSignal;
}

/**
 * A Temporal CLI that runs: configured, installed, cached, downloaded or built, whichever comes first. Throws
 * TemporalEmbeddedError when none of these leads to one.
 */
export async function findTemporalCli(search: CliSearch): Promise<string> {
  if (search.configured !== undefined) return checkConfigured(search.configured);
  const installed = await findProgram('temporal', search.searchPath);
  if (installed !== undefined) {
    if (await runsAsTemporal(installed)) return installed;
    search.progress(`${installed} doesn't answer as the Temporal CLI and is passed over`);
  }
  const cached = join(search.cacheDir, `temporal-${cliVersion}`);
  return (await runsAsTemporal(cached)) ? cached : fetchInto(cached, search);
}

async function checkConfigured(path: string): Promise<string> {
  if (await runsAsTemporal(path)) return path;
  throw new TemporalEmbeddedError(`TEMPORAL_CLI ${path} doesn't run as the Temporal CLI`);
}

/** One fetch at a time: two builds would take twice as long, each. What is fetched appears whole or not. */
async function fetchInto(cached: string, search: CliSearch): Promise<string> {
  await mkdir(search.cacheDir, { recursive: true });
  const lock = await waitForLock(`${cached}.lock`, search);
  const folder = `${cached}.new`;
  try {
    if (await runsAsTemporal(cached)) return cached;
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    const fetched = await fetchCli(folder, search);
    await rename(fetched, cached);
    return cached;
  } finally {
    await rm(folder, { recursive: true, force: true });
    lock.release();
  }
}

const othersFetchMaxMs = 40 * 60_000;

async function waitForLock(file: string, { progress, signal }: CliSearch): Promise<FileLock> {
  let lock = tryLock(file);
  if (!lock) progress('another start is fetching the Temporal CLI; waiting for it');
  for (let waitedMs = 0; !lock && waitedMs < othersFetchMaxMs; waitedMs += 500) {
    await sleep(500, undefined, { signal });
    lock = tryLock(file);
  }
  if (lock) return lock;
  throw new TemporalEmbeddedError(
    `another process has held ${file} for too long: end it, or set TEMPORAL_CLI`,
  );
}

async function fetchCli(folder: string, search: CliSearch): Promise<string> {
  search.progress(`no Temporal CLI is installed: fetching version ${cliVersion}, this once`);
  const downloaded = await downloadCli({ ...search, folder, version: cliVersion });
  if (downloaded !== undefined) return downloaded;
  const go = await findProgram('go', search.searchPath);
  if (go !== undefined) {
    const built = await buildCli({ ...search, folder, version: cliVersion, go });
    if (built !== undefined) return built;
  }
  throw new TemporalEmbeddedError(
    `no Temporal CLI was found, downloaded or built${go === undefined ? ' (there is no go here)' : ''}: ` +
      'install it (https://docs.temporal.io/cli), or set TEMPORAL_CLI or TEMPORAL_ADDRESS',
  );
}

async function findProgram(name: string, searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(delimiter).filter((entry) => entry !== '')) {
    const path = join(folder, name);
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

const isExecutable = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
