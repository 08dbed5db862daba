import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { serverVersion } from '../../test/production/support/temporal-programs.ts';
import { temporalCli } from '../../test/support/temporal-cli.ts';

/** The machine and the versions of what runs on it, as a Markdown list. */
export async function settingOf(postgresUrl: string): Promise<string> {
  const { stdout } = await promisify(execFile)(await temporalCli(), ['--version']);
  const modules = join(import.meta.dirname, '../../node_modules');
  const sdk = JSON.parse(await readFile(join(modules, '@temporalio/worker/package.json'), 'utf8')) as {
    version: string;
  };
  const [cpu] = cpus();
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GB`;
  return [
    `- Machine: ${cpus().length} × ${cpu?.model.trim()}, ${memory}, ${process.platform} ${release()}. Everything runs on it: services, servers, the stand-in model, the customers.`,
    `- Versions: Node ${process.versions.node}, @temporalio ${sdk.version}; on SQLite ${stdout.trim()}; on PostgreSQL Temporal server ${serverVersion}; PostgreSQL ${await postgresVersion(postgresUrl)}.`,
  ].join('\n');
}

async function postgresVersion(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query('show server_version');
    return rows[0].server_version;
  } finally {
    await client.end();
  }
}
