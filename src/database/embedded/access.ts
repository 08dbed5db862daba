import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** How the embedded cluster is reached: its own password, and the port it had last. */
export type Access = z.infer<typeof accessSchema>;

const accessSchema = z.object({
  password: z.string().min(20),
  port: z.int().min(0).max(65_535),
});

/** The superuser of the embedded cluster, and the database in it. */
export const embeddedUser = 'baton';
export const embeddedDatabase = 'baton';

export const urlOf = (access: Access, database: string) =>
  `postgres://${embeddedUser}:${access.password}@127.0.0.1:${access.port}/${database}`;

/** A password nobody knows yet; the port is chosen at the first start. */
export const newAccess = (): Access => ({ password: randomBytes(24).toString('base64url'), port: 0 });

/** What an earlier start kept in the folder; throws EmbeddedPostgresError when it is lost or broken. */
export async function readAccess(dataDir: string): Promise<Access> {
  const file = fileIn(dataDir);
  try {
    return accessSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    throw new EmbeddedPostgresError(
      `the embedded database's password is missing from ${file}: restore that file, or start on an empty DATA_DIR`,
    );
  }
}

/** Readable by us alone. */
export async function keepAccess(dataDir: string, access: Access): Promise<void> {
  const file = fileIn(dataDir);
  await writeFile(`${file}.new`, `${JSON.stringify(access)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

const fileIn = (dataDir: string) => join(dataDir, 'postgresql-access.json');
