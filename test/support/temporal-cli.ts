import { homedir } from 'node:os';
import { join } from 'node:path';
import { findTemporalCli } from '../../src/temporal/embedded/find-temporal-cli.ts';

/** The Temporal CLI for tests, from where a start looks too; fetched with visible progress if need be. */
export function temporalCli(): Promise<string> {
  const { TEMPORAL_CLI, XDG_CACHE_HOME, PATH = '' } = process.env;
  return findTemporalCli({
    configured: TEMPORAL_CLI,
    cacheDir: join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'baton'),
    searchPath: PATH,
    progress: (line) => console.error(line),
  });
}
