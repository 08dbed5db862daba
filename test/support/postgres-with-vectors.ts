import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { chmod, chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findServerUser } from '../../src/database/embedded/server-user.ts';
import { startInBackground } from '../../src/processes/background-process.ts';
import { findFreePort } from '../../src/processes/ports.ts';
import { stopProcess } from '../../src/processes/stop-process.ts';
import { eventually } from './eventually.ts';

/** A PostgreSQL that has pgvector, with an empty database. */
export interface PostgresWithVectors {
  readonly url: string;
  stop(): Promise<void>;
}

/** Why a test of pgvector is skipped: nothing like it comes with npm. */
export const noVectors =
  'SKIPPED: no PostgreSQL with pgvector is installed here (Debian: postgresql-15-pgvector), so what compares vectors in the database was not tried';

/** Starts the one that is installed on this machine, whatever its version; undefined where there is none. */
export async function startPostgresWithVectors(): Promise<PostgresWithVectors | undefined> {
  const bin = globSync(binaryFolders)
    .sort()
    .reverse()
    .find((folder) => existsSync(join(folder, 'initdb')) && hasVectors(folder));
  if (bin === undefined) return undefined;
  const user = await findServerUser();
  const as = user ? { uid: user.uid, gid: user.gid } : {};
  const home = await mkdtemp(join(tmpdir(), 'baton-pgvector-'));
  await chmod(home, 0o755);
  if (user) await chown(home, user.uid, user.gid);
  const data = join(home, 'data');
  const initdb = [
    '-D',
    data,
    '--username=baton',
    '--auth=trust',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  await promisify(execFile)(join(bin, 'initdb'), initdb, { cwd: '/', ...as });
  const port = await findFreePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'];
  const server = await startInBackground({
    command: join(bin, 'postgres'),
    args: ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
    logFile: join(home, 'log'),
    ...(user && { user: as as { uid: number; gid: number } }),
  });
  const url = `postgres://baton@127.0.0.1:${port}/postgres`;
  await eventually(() => answers(url));
  return {
    url,
    async stop() {
      await stopProcess(server, [
        { signal: 'SIGINT', waitMs: 5_000 },
        { signal: 'SIGKILL', waitMs: 1_000 },
      ]);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Where distributions put each version's programs. */
const binaryFolders = [
  '/usr/lib/postgresql/*/bin',
  '/usr/pgsql-*/bin',
  '/opt/homebrew/opt/postgresql@*/bin',
  '/usr/local/opt/postgresql@*/bin',
];

function hasVectors(bin: string): boolean {
  const version = basename(dirname(bin)).replace(/^\D+/, '');
  const shares = [
    `/usr/share/postgresql/${version}`,
    join(bin, '../share'),
    join(bin, '../share/postgresql'),
  ];
  return shares.some((share) => existsSync(join(share, 'extension/vector.control')));
}

async function answers(url: string): Promise<true | undefined> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}
