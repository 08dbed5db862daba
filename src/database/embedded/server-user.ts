import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** The account that PostgreSQL runs under when we are root, because it refuses to be root. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Undefined when we are an ordinary user: then PostgreSQL simply runs as us. */
export async function findServerUser(): Promise<ServerUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await lookUp()) ?? (await create());
}

const name = 'postgres';
const run = promisify(execFile);

async function lookUp(): Promise<ServerUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function create(): Promise<ServerUser> {
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      name,
    ]);
  } catch {
    // Another start may have made it at the same moment; the next look decides.
  }
  const user = await lookUp();
  if (user) return user;
  throw new EmbeddedPostgresError(
    `PostgreSQL refuses to run as root and the user ${name} could not be made: start as an ordinary user, or set DATABASE_URL`,
  );
}
