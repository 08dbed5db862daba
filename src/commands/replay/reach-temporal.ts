import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import { type TemporalTarget, targetOf } from '../../start/connect-temporal.ts';

/** The Temporal of TEMPORAL_ADDRESS, else that of the start that runs on DATA_DIR. */
export async function reachTemporal({ temporal, dataDir }: Config): Promise<TemporalTarget> {
  if (temporal) return await targetOf(temporal);
  const address = await addressOfRunning(dataDir);
  if (address === undefined)
    throw new Error(`set TEMPORAL_ADDRESS, or start Baton on DATA_DIR ${dataDir}: nothing runs there`);
  return { address };
}

async function addressOfRunning(dataDir: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, 'addresses.json'), 'utf8').catch(() => '{}');
  return z.object({ temporal: z.string() }).safeParse(JSON.parse(text)).data?.temporal;
}
