import { type Config, readConfig } from '../config.ts';
import type { Database } from '../database/open-database.ts';
import { createPurse } from '../database/purse.ts';
import type { Components } from '../domain/component.ts';
import type { Registry } from '../registry/assistant.ts';
import { loadAssistants } from '../registry/load-assistants.ts';
import { basesOf, embeddersOf } from '../start/knowledge-part.ts';
import { createLifecycle } from '../start/lifecycle.ts';
import { oneLine } from '../start/one-line.ts';
import { paidEmbedders } from '../start/paid-embedders.ts';
import { bringUpToDate } from './knowledge/bring-up-to-date.ts';
import { evaluate } from './knowledge/evaluate.ts';
import type { KnowledgeScene } from './knowledge/knowledge-scene.ts';
import { type KnowledgeOrder, parseArguments, UsageError } from './knowledge/parse-arguments.ts';
import { openLog } from './knowledge/people-log.ts';
import { reachDatabase } from './knowledge/reach-database.ts';
import { search } from './knowledge/search.ts';
import { status } from './knowledge/status.ts';

/** `npm run knowledge`: tries a question, says what is known, measures how well it is found. Returns the exit code. */
async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const order = parseArguments(args);
  const config = readConfig(env);
  const registry = await loadAssistants(config.assistants.folder, env);
  const { assistant } = order;
  if (assistant !== undefined && !registry.assistants.has(assistant))
    throw new UsageError(`there is no assistant ${assistant}`);
  const bases = basesOf(registry).filter((base) => assistant === undefined || base.assistant === assistant);
  if (bases.length === 0) throw new Error('no knowledge is named by any assistant');
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => {});
  const log = openLog(env.LOG_LEVEL ? config.logLevel : undefined);
  const lifecycle = createLifecycle(log);
  const interrupted = interruption();
  try {
    const db = reachDatabase({ config, lifecycle, log, fail: broken.reject });
    const work = db.then((open) =>
      run(order, {
        ...{ db: open, bases, embedderFor: embeddersFor(registry, config, open), log },
        print: (line) => console.log(line),
        tell: (line) => console.error(line),
      }),
    );
    return await Promise.race([work, interrupted, broken.promise]);
  } finally {
    await lifecycle.stop();
  }
}

/** Held by each assistant's budget, as in a start; how well their vendors are is no matter here. */
function embeddersFor(registry: Registry, config: Config, db: Database) {
  const vendors = embeddersOf(registry, config.openai);
  const components: Pick<Components, 'guarded'> = {
    guarded: (_, call) => call(new AbortController().signal),
  };
  return paidEmbedders({ registry, vendors, components, purse: createPurse(db) });
}

async function run(order: KnowledgeOrder, scene: KnowledgeScene): Promise<number> {
  if (order.command === 'status') {
    await status(scene);
    return 0;
  }
  await bringUpToDate(scene);
  if (order.command === 'eval') return (await evaluate(scene)) ? 0 : 1;
  await search(scene, order);
  return 0;
}

/** The exit code of a process that a signal ended. */
function interruption(): Promise<number> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve(130));
    process.once('SIGTERM', () => resolve(143));
  });
}

try {
  process.exit(await main(process.argv.slice(2), process.env));
} catch (error) {
  console.error(
    `knowledge: ${(error as Error).name === 'AssistantError' ? (error as Error).message : oneLine(error)}`,
  );
  process.exit(error instanceof UsageError ? 2 : 1);
}
