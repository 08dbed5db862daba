import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { createCallbacks, type RunningWork } from '../database/callbacks.ts';
import { createLifecycle } from '../start/lifecycle.ts';
import { oneLine } from '../start/one-line.ts';
import { openLog } from './knowledge/people-log.ts';
import { reachDatabase } from './knowledge/reach-database.ts';

/**
 * `npm run work`: what tools have started and nobody has told the end of, each with the command that tells it. Whoever
 * may read the database may know these addresses.
 */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env);
  const log = openLog(env.LOG_LEVEL ? config.logLevel : undefined);
  const lifecycle = createLifecycle(log);
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => {});
  try {
    const db = await Promise.race([
      reachDatabase({ config, lifecycle, log, fail: broken.reject }),
      broken.promise,
    ]);
    const running = await createCallbacks(db).running(shownMax);
    const address = await addressOf(config);
    if (running.length === 0) console.log('Nothing goes on elsewhere.');
    for (const work of running) console.log(linesOf(work, address).join('\n'));
  } finally {
    await lifecycle.stop();
  }
}

const shownMax = 100;

function linesOf(
  { assistant, tool, args, createdAt, expiresAt, token }: RunningWork,
  address: string,
): string[] {
  const url = `${address}/webhooks/tools/${token}`;
  const curl = `curl -sS '${url}' -H 'content-type: application/json'`;
  return [
    `${assistant}: ${tool} ${JSON.stringify(args).slice(0, argsTextMax)}`,
    `  since ${createdAt.toISOString()}, given up at ${expiresAt.toISOString()}`,
    `  ${curl} -d '{"status":"done","output":{}}'`,
    `  ${curl} -d '{"status":"failed","reason":"…"}'`,
  ];
}

const argsTextMax = 200;

/** Where the start that runs on DATA_DIR serves, or where one would be reached. */
async function addressOf({ http, dataDir }: Config): Promise<string> {
  if (http.publicUrl !== undefined) return http.publicUrl;
  try {
    const addresses = JSON.parse(await readFile(join(dataDir, 'addresses.json'), 'utf8'));
    return String(addresses.http);
  } catch {
    return `http://localhost:${http.port}`;
  }
}

try {
  await main(process.env);
  process.exit(0);
} catch (error) {
  console.error(`work: ${oneLine(error)}`);
  process.exit(1);
}
