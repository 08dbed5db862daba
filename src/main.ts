import { pino, stdSerializers } from 'pino';
import { type Config, readConfig } from './config.ts';
import { holdDataDir } from './data-dir.ts';
import { createLifecycle } from './start/lifecycle.ts';
import { oneLine } from './start/one-line.ts';
import type { Scene } from './start/scene.ts';
import { startBaton } from './start/start-baton.ts';
import { summaryOf } from './start/summary.ts';
import { watchParent } from './start/watch-parent.ts';

/** Runs until it is asked to stop, or something breaks. Returns the exit code. */
async function main(): Promise<number> {
  const end = Promise.withResolvers<Error | undefined>();
  // A second signal finds the stop under way and changes nothing.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => end.resolve(undefined));
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: Error) => end.resolve(error));
  }
  watchParent(process.env, () => end.resolve(undefined));
  const scene = openScene(readConfig(process.env), end.resolve);
  run(scene).catch(end.resolve);
  const error = await end.promise;
  const isBroken = error !== undefined && !scene.lifecycle.isStopping();
  if (isBroken) tellWhy(error);
  else console.log('stopping');
  await scene.lifecycle.stop();
  return isBroken ? 1 : 0;
}

async function run(scene: Scene): Promise<void> {
  const { config, lifecycle, log } = scene;
  for (const warning of config.warnings) log.warn(warning);
  const dataDir = await lifecycle.bringUp({
    name: 'DATA_DIR',
    begin: () => holdDataDir(config.dataDir),
    end: (held) => held.release(),
    endWithinMs: 500,
  });
  const ready = await startBaton(scene, process.env);
  await lifecycle.bringUp({
    name: 'announcement',
    begin: () =>
      dataDir.announce({
        http: ready.http.address,
        temporal: ready.temporal.target.address,
        temporalUi: ready.temporal.uiUrl,
        namespace: config.namespace,
        pid: process.pid,
      }),
    end: () => dataDir.withdraw(),
    endWithinMs: 200,
  });
  console.log(summaryOf(config, ready));
}

function openScene(config: Config, fail: (error: Error) => void): Scene {
  const { err } = stdSerializers;
  // What people read goes to stdout, what is collected goes to stderr.
  const log = pino(
    { level: config.logLevel, serializers: { error: err, err } },
    pino.destination({ dest: 2, sync: true }),
  );
  return { config, lifecycle: createLifecycle(log), log, fail };
}

/** One line, but for the mistakes in an assistant's folder, which have one each. */
function tellWhy(error: Error): void {
  const isMistakes = error.name === 'AssistantError';
  console.error(`baton: ${isMistakes ? error.message : oneLine(error)}`);
}

try {
  process.exit(await main());
} catch (error) {
  tellWhy(error as Error);
  process.exit(1);
}
