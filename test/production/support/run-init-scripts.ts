import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import pg from 'pg';

/**
 * Runs the files that PostgreSQL's image runs on an empty volume, in their order, as psql would. Of psql's own commands
 * it knows the two that stand in them. An extension that this server doesn't have is passed over, and returned.
 */
export async function runInitScripts(
  folder: string,
  superUrl: string,
  env: Readonly<Record<string, string>>,
): Promise<{ missingExtensions: string[] }> {
  const missingExtensions: string[] = [];
  for (const file of globSync(`${folder}/*.sql`).sort()) {
    const script = readScript(await readFile(file, 'utf8'), env);
    const url = new URL(superUrl);
    if (script.database !== undefined) url.pathname = `/${script.database}`;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      for (const statement of script.statements) {
        await client.query(statement).catch((error) => {
          const [, extension] = /^create extension if not exists (\w+)/.exec(statement) ?? [];
          if (extension === undefined || error.code !== notSupported) throw error;
          missingExtensions.push(extension);
        });
      }
    } finally {
      await client.end();
    }
  }
  return { missingExtensions };
}

/** What CREATE EXTENSION says where the extension's files are not there. */
const notSupported = '0A000';

function readScript(text: string, env: Readonly<Record<string, string>>) {
  const variables = new Map<string, string>();
  let database: string | undefined;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const [command, name = '', variable = ''] = line.split(/\s+/);
    if (command === '\\getenv') variables.set(name, env[variable] ?? '');
    else if (command === '\\connect') database = name;
    else if (line.startsWith('\\')) throw new Error(`this command of psql is not known here: ${line}`);
    else if (!line.startsWith('--')) lines.push(line);
  }
  const sql = lines
    .join('\n')
    .replaceAll(/:'(\w+)'/g, (_, name: string) => pg.escapeLiteral(variables.get(name) ?? ''));
  const statements = sql
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
  return { database, statements };
}
