import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import proto from '@temporalio/proto';
import { workflowIdOf } from '../../src/domain/conversation.ts';
import { historiesOf } from '../support/histories.ts';
import { startTestEngine } from '../support/test-engine.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';

/**
 * Records anew the histories that replay.test.ts replays: `npm run record-histories`. Only for a change that is meant
 * to break with every history written so far; otherwise add a scenario and name it here as an argument.
 */
const { History } = proto.temporal.api.history.v1;
const folder = join(import.meta.dirname, 'histories');
const wanted = process.argv.slice(2);

await mkdir(folder, { recursive: true });
for (const [name, scenario] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const written = await record(name, scenario);
  console.log(`${name}: ${written} ${written === 1 ? 'run' : 'runs'}`);
}
process.exit(0);

async function record(name: string, scenario: Scenario): Promise<number> {
  const undos: (() => Promise<void>)[] = [];
  const context = { after: (undo: () => Promise<void>) => void undos.push(undo) };
  const engine = await startTestEngine(context as unknown as TestContext, scenario);
  const id = await engine.openConversation();
  await scenario.play(engine, id);
  // A run that has only been started holds nothing to replay.
  const histories = (await historiesOf(engine.client, workflowIdOf(id))).filter(({ events }) =>
    events?.some((event) => event.workflowTaskCompletedEventAttributes),
  );
  for (const file of await readdir(folder)) if (file.startsWith(`${name}.`)) await rm(join(folder, file));
  for (const [index, history] of histories.entries()) {
    await writeFile(
      join(folder, `${name}.${index + 1}.binpb`),
      History.encode(withoutPaths(history)).finish(),
    );
  }
  for (const undo of undos) await undo();
  return histories.length;
}

/** Stack traces name folders of the machine that recorded; nothing is decided by them. */
function withoutPaths<T>(part: T): T {
  if (typeof part !== 'object' || part === null) return part;
  for (const [name, value] of Object.entries(part)) {
    if (name === 'stackTrace') Object.assign(part, { stackTrace: '' });
    else if (!(value instanceof Uint8Array)) withoutPaths(value);
  }
  return part;
}
