import { execFile } from 'node:child_process';
import { chown, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Access, embeddedUser, keepAccess, newAccess, readAccess } from './access.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { RunAs } from './passage.ts';
import type { ServerUser } from './server-user.ts';

/** What making a cluster takes. */
export interface ClusterHome {
  readonly dataDir: string;
  /** The cluster's own folder in it. */
  readonly folder: string;
  readonly initdb: string;
  readonly runAs: RunAs;
  readonly user: ServerUser | undefined;
}

/** The access to the cluster in this folder, which is made first if there is none. */
export async function ensureCluster(home: ClusterHome): Promise<Access> {
  if (await exists(home.folder)) return readAccess(home.dataDir);
  const access = newAccess();
  await initCluster(home, access.password);
  return access;
}

/** Made under another name and then renamed: a cluster that was cut off halfway is never taken for one. */
async function initCluster(home: ClusterHome, password: string): Promise<void> {
  const unfinished = `${home.folder}.new`;
  const passwordFile = join(home.dataDir, 'postgresql-password.new');
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (home.user) {
    for (const path of [unfinished, passwordFile]) await chown(path, home.user.uid, home.user.gid);
  }
  try {
    await runInitdb(home, [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`, ...initOptions]);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await keepAccess(home.dataDir, { password, port: 0 });
  await rename(unfinished, home.folder);
}

/** PostgreSQL's own Unicode rules: the same order and case on every machine, whatever its locales. */
const initOptions = [
  `--username=${embeddedUser}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

async function runInitdb(home: ClusterHome, options: string[]): Promise<void> {
  const { command, args, user } = home.runAs(home.initdb, options);
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  try {
    await promisify(execFile)(command, args, { cwd: '/', env, timeout: 120_000, ...user });
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string };
    const reason = stderr?.split('\n').find((line) => line.includes('error:')) ?? message;
    throw new EmbeddedPostgresError(`the embedded database could not be made: ${reason.trim()}`);
  }
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
