import { execFile } from 'node:child_process';
import { chmod, chown, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { ServerUser } from './server-user.ts';

/** Turns a program and its arguments into what to spawn so that it runs as the server's user. */
export type RunAs = (program: string, args: readonly string[]) => SpawnAs;

export interface SpawnAs {
  readonly command: string;
  readonly args: readonly string[];
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** When we are no root ourselves. */
export const runAsOurselves: RunAs = (command, args) => ({ command, args });

/**
 * Lets the server's user through to its files. Our own DATA_DIR is opened to its group; a closed folder above
 * it, or above the binaries, is somebody's choice and stays as it is: there the server is given the right to
 * pass (one capability, by setpriv). Throws EmbeddedPostgresError when the system cannot do that.
 */
export async function openPassage(user: ServerUser, dataDir: string, binary: string): Promise<RunAs> {
  await openToGroup(user, dataDir);
  const closed = (await firstClosedFolder(user, dataDir)) ?? (await firstClosedFolder(user, dirname(binary)));
  const { uid, gid, name } = user;
  if (closed === undefined) return (command, args) => ({ command, args, user: { uid, gid } });
  const passing = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...rightToPass, '--'];
  if (await works('setpriv', [...passing, 'ls', closed])) {
    return (program, args) => ({ command: 'setpriv', args: [...passing, program, ...args] });
  }
  throw new EmbeddedPostgresError(
    `started by root, PostgreSQL runs as user ${name}, who may not enter ${closed}: put the project and ` +
      'DATA_DIR into folders that others may enter, start as an ordinary user, or set DATABASE_URL',
  );
}

/** access(2) asks with the real user's rights and would drop the capability but for the secure bit. */
const rightToPass = [
  '--securebits=+no_setuid_fixup',
  '--inh-caps=-all,+dac_override',
  '--ambient-caps=-all,+dac_override',
  '--bounding-set=-all,+dac_override',
];

async function openToGroup(user: ServerUser, dataDir: string): Promise<void> {
  const { uid, mode } = await stat(dataDir);
  if ((mode & execute.others) !== 0) return;
  await chown(dataDir, uid, user.gid);
  await chmod(dataDir, (mode & 0o7777) | execute.group);
}

async function firstClosedFolder(user: ServerUser, folder: string): Promise<string | undefined> {
  const parent = dirname(folder);
  const closedAbove = parent === folder ? undefined : await firstClosedFolder(user, parent);
  return closedAbove ?? ((await mayEnter(user, folder)) ? undefined : folder);
}

async function mayEnter(user: ServerUser, folder: string): Promise<boolean> {
  const { uid, gid, mode } = await stat(folder);
  if (uid === user.uid) return (mode & execute.owner) !== 0;
  if (gid === user.gid) return (mode & execute.group) !== 0;
  return (mode & execute.others) !== 0;
}

const execute = { owner: 0o100, group: 0o010, others: 0o001 };

const works = (command: string, args: readonly string[]) =>
  promisify(execFile)(command, args, { timeout: 10_000 }).then(
    () => true,
    () => false,
  );
