import { execFile } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../src/database/embedded/start-embedded-postgres.ts';
import { startInBackground } from '../../../src/processes/background-process.ts';
import { isPortBusy } from '../../../src/processes/ports.ts';
import { stopProcess } from '../../../src/processes/stop-process.ts';
import { silentLog } from '../../support/silent-log.ts';
import { readCompose } from './read-compose.ts';
import { runInitScripts } from './run-init-scripts.ts';
import type { TemporalPrograms } from './temporal-programs.ts';

const deploy = join(import.meta.dirname, '../../../deploy');

/**
 * What docker-compose.yml runs beside Baton, by the same files: one PostgreSQL with its three databases, and a Temporal
 * server on two of them. The caller stops it, also when it is not to be started in the end.
 */
export async function startCluster(programs: TemporalPrograms) {
  const folder = await mkdtemp(join(tmpdir(), 'baton-production-'));
  const ends: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  };
  try {
    const superUrl = await startPostgres(folder, ends);
    const passwords = {
      TEMPORAL_DB_PASSWORD: randomBytes(12).toString('hex'),
      BATON_DB_PASSWORD: randomBytes(12).toString('hex'),
    };
    await runInitScripts(join(deploy, 'postgres'), superUrl, passwords);
    const { hostname, port } = new URL(superUrl);
    const sql = {
      SQL_HOST: hostname,
      SQL_PORT: port,
      SQL_USER: 'temporal',
      SQL_PASSWORD: passwords.TEMPORAL_DB_PASSWORD,
    };
    await setUpSchema(programs, sql);
    const temporal = await startTemporal({ programs, sql, folder, ends });
    const urlOf = (role: string, password: string) =>
      `postgres://${role}:${password}@${hostname}:${port}/${role}`;
    return {
      /** Of each role, its own database. */
      databaseUrls: {
        temporal: urlOf('temporal', passwords.TEMPORAL_DB_PASSWORD),
        baton: urlOf('baton', passwords.BATON_DB_PASSWORD),
      },
      superUrl,
      temporal,
      /** As each start of the compose file does. */
      setUpSchema: () => setUpSchema(programs, sql),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startPostgres(folder: string, ends: (() => Promise<unknown>)[]): Promise<string> {
  const options = { dataDir: join(folder, 'database'), log: silentLog() };
  const first = await startEmbeddedPostgres(options);
  ends.push(() => first.stop());
  await run(first.url, [`alter system set max_connections = ${await connectionsMax()}`]);
  await first.stop();
  const second = await startEmbeddedPostgres(options);
  ends.push(() => second.stop());
  return superuserAsInTheImage(second.url);
}

/** The embedded server's superuser and database are called baton, and these names are wanted. Returns the new URL. */
async function superuserAsInTheImage(embeddedUrl: string): Promise<string> {
  const url = new URL(embeddedUrl);
  url.pathname = '/postgres';
  await run(url.href, [`create role postgres superuser login password '${url.password}'`]);
  url.username = 'postgres';
  await run(url.href, ['drop database baton', 'alter role baton rename to embedded']);
  return url.href;
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function setUpSchema({ sqlTool }: TemporalPrograms, sql: Record<string, string>): Promise<void> {
  const env = { PATH: process.env.PATH, TEMPORAL_SQL_TOOL: sqlTool, ...sql };
  await promisify(execFile)('sh', [join(deploy, 'temporal/set-up-schema.sh')], { env, timeout: 120_000 });
}

/** As many as the compose file gives the database. */
async function connectionsMax(): Promise<string> {
  const { command = [] } = (await readCompose()).services.postgres ?? {};
  const setting = command.find((part) => part.startsWith('max_connections='));
  if (setting === undefined)
    throw new Error('docker-compose.yml does not say how many connections there are');
  return setting.slice('max_connections='.length);
}

const portNames = ['FRONTEND', 'HISTORY', 'MATCHING', 'WORKER'].flatMap((role) => [
  `TEMPORAL_${role}_PORT`,
  `TEMPORAL_${role}_MEMBERSHIP_PORT`,
]);

/** With the compose file's own command line, on ports of its own. */
async function startTemporal(options: {
  programs: TemporalPrograms;
  sql: Record<string, string>;
  folder: string;
  ends: (() => Promise<unknown>)[];
}): Promise<{ address: string; output(): Promise<string> }> {
  const { programs, sql, folder, ends } = options;
  const { command = [], environment = {} } = (await readCompose()).services.temporal ?? {};
  const here = (text: string) => text.replace('/etc/baton/temporal', join(deploy, 'temporal'));
  const ports: Record<string, string> = {};
  for (const name of portNames) ports[name] = String(await findLowPort());
  const server = await startInBackground({
    command: programs.server,
    args: command.map(here),
    env: {
      PATH: process.env.PATH,
      TEMPORAL_DYNAMIC_CONFIG: here(environment.TEMPORAL_DYNAMIC_CONFIG ?? ''),
      TEMPORAL_BIND_IP: '127.0.0.1',
      ...sql,
      ...ports,
    },
    logFile: join(folder, 'temporal.log'),
  });
  ends.push(() =>
    stopProcess(server, [
      { signal: 'SIGTERM', waitMs: 10_000 },
      { signal: 'SIGKILL', waitMs: 1_000 },
    ]),
  );
  return { address: `127.0.0.1:${ports.TEMPORAL_FRONTEND_PORT}`, output: () => server.output() };
}

/** The servers tell each other of their ports in a column of 15 bits. */
async function findLowPort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const port = randomInt(12_000, 32_000);
    if (!(await isPortBusy(port))) return port;
  }
  throw new Error('no port below 32000 is free');
}
