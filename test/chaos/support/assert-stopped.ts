import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { workflowIdOf } from '../../../src/domain/conversation.ts';
import type { Console } from '../../start/support/console.ts';
import type { Dice } from '../../start/support/dice.ts';
import type { setStage } from '../../start/support/stage.ts';
import type { Visitor } from '../../start/support/visitor.ts';
import type { WrittenTool } from '../../start/support/write-assistant.ts';
import { eventually } from '../../support/eventually.ts';
import { textIn } from '../../support/text-in.ts';
import { answerTo, wish } from './work-script.ts';

interface Options {
  /** Asks before the pause, and is stopped in the middle of the answer. */
  readonly visitor: Visitor;
  /** Asks when it has returned, for something that has an effect. */
  readonly late: Visitor;
  readonly console: Console;
  readonly stage: Pick<Awaited<ReturnType<typeof setStage>>, 'farEnd' | 'model'>;
  readonly tool: WrittenTool;
  readonly temporalAddress: string;
  readonly dice: Dice;
}

/**
 * Pauses the assistant, and holds all processes to it: no more words, no model asked, no effect. Then it goes on. Tells
 * whether the pause came in the middle of the answer.
 */
export async function assertStopped(options: Options): Promise<{ wasCut: boolean }> {
  const { visitor, late, console, stage, tool, temporalAddress, dice } = options;
  const [first, second] = [dice.word(), dice.word()];
  await visitor.say(wish(first, []));
  await visitor.page.until(({ draft }) => (draft?.text.length ?? 0) > 0);
  await sleep(dice.between(0, 100));
  await console.post('/v1/pauses', { scope: 'desk', manner: 'wait' });
  // What was sent before the answer to the pause may be read after it.
  for (let turns = 0; turns < 3; turns += 1) await new Promise((resolve) => setImmediate(resolve));
  const before = visitor.page.heard.length;
  await late.say(wish(second, [tool.name]));
  const wasCut = visitor.page.answers().length === 0;
  if (wasCut) await standsStill(temporalAddress, visitor.conversationId);
  await standsStill(temporalAddress, late.conversationId);
  const words = visitor.page.heard
    .slice(before)
    .filter(({ event, data }) => (event === 'delta' ? data.text !== '' : data.from === 'assistant'));
  assert.deepEqual(words, []);
  assert.equal(stage.model.requests.filter((request) => isAbout(request, second)).length, 0);
  assert.equal(stage.farEnd.with(second).length, 0);
  await console.post('/v1/pauses/resume', { scope: 'desk' });
  for (const page of [visitor.page, late.page]) await page.until(() => page.answers().length === 1);
  assert.deepEqual(visitor.page.answers(), [answerTo(first, 0)]);
  assert.deepEqual(late.page.answers(), [answerTo(second, 1)]);
  assert.equal(stage.farEnd.with(second).length, 1);
  assert.deepEqual([...visitor.page.faults, ...late.page.faults], []);
  return { wasCut };
}

const isAbout = ({ raw }: { raw: unknown }, token: string) =>
  JSON.stringify(raw).includes(`do ${token} with`);

/** Its workflow was told of the pause, and begins nothing. */
async function standsStill(temporalAddress: string, conversationId: string): Promise<void> {
  const connection = await Connection.connect({ address: temporalAddress });
  try {
    const handle = new Client({ connection }).workflow.getHandle(workflowIdOf(conversationId));
    const isTold = async () => /"isPaused":true|paused_wait/.test(textIn(await handle.fetchHistory()));
    await eventually(async () => (await isTold()) || undefined);
  } finally {
    await connection.close();
  }
}
