import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { defineTool, type PolicyDefinition } from '../../src/registry/baton.ts';
import { inTurn } from '../support/stand-in-model.ts';
import { startTestEngine, type TestEngine } from '../support/test-engine.ts';

const callsMade = 8;
const script = inTurn(
  { toolCalls: Array.from({ length: callsMade }, (_, at) => ({ name: 'look_up', args: { at } })) },
  { text: 'Done.' },
);

function limited(policy: PolicyDefinition, run: () => Promise<void>) {
  return defineTool({
    name: 'look_up',
    description: 'Looks something up.',
    input: z.object({ at: z.int() }),
    output: z.object({ at: z.int() }),
    effect: 'read',
    policy,
    run: async ({ at }) => {
      await run();
      return { at };
    },
  });
}

test('two calls a second over four workers stay two a second', async (t) => {
  const tool = limited({ ratePerSecond: 2 }, async () => {});
  const engine = await startTestEngine(t, { assistant: { tools: [tool] }, script });
  for (let more = 0; more < 3; more += 1) await engine.addWorker();
  const id = await engine.openConversation();
  await engine.say(id, 'Look everything up.');
  await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'answer'));
  const startedAtMs = await handedOutAtMs(engine, [id]);
  assertRateHolds(startedAtMs);
});

test('two calls of a model a second stay two a second, over four workers and eight conversations', async (t) => {
  const large = {
    ...{ model: 'stand-in', contextTokens: 32_000, outputTokensMax: 100, ratePerSecond: 2 },
    ...{ baseUrlEnv: 'MODEL_URL', apiKeyEnv: 'MODEL_KEY' },
  };
  const engine = await startTestEngine(t, {
    assistant: { models: { large } },
    script: () => ({ text: 'Yes.' }),
  });
  for (let more = 0; more < 3; more += 1) await engine.addWorker();
  const ids = await Promise.all(Array.from({ length: callsMade }, () => engine.openConversation()));
  await Promise.all(ids.map((id) => engine.say(id, 'Hello')));
  for (const id of ids) await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'answer'));
  assertRateHolds(await handedOutAtMs(engine, ids));
  assert.equal(engine.model.requests.length, callsMade);
});

function assertRateHolds(startedAtMs: readonly number[]): void {
  assert.equal(startedAtMs.length, callsMade);
  // After a rest Temporal lets up to two seconds' worth pass at once; what follows keeps to the rate.
  const burst = 4;
  const within = (fromMs: number) => startedAtMs.filter((at) => at >= fromMs && at < fromMs + 1_000).length;
  assert.ok(
    startedAtMs.every((at) => within(at) <= 2 + burst),
    `${startedAtMs}`,
  );
  const spanMs = (startedAtMs.at(-1) ?? 0) - (startedAtMs[0] ?? 0);
  assert.ok(spanMs >= ((callsMade - burst) / 2) * 1_000 * 0.9, `all within ${spanMs} ms`);
}

/** When Temporal handed each limited call to a worker, by its own clock: how busy the worker was then doesn't count. */
async function handedOutAtMs(engine: TestEngine, ids: readonly string[]): Promise<number[]> {
  const times = await Promise.all(ids.map((id) => handedOutIn(engine, id)));
  return times.flat().sort((a, b) => a - b);
}

async function handedOutIn(engine: TestEngine, id: string): Promise<number[]> {
  const { events } = await engine.history(id);
  const calls = new Set(
    events?.flatMap(({ eventId, activityTaskScheduledEventAttributes: scheduled }) =>
      scheduled && scheduled.taskQueue?.name !== engine.taskQueue ? [String(eventId)] : [],
    ),
  );
  const times = events?.flatMap(({ eventTime, activityTaskStartedEventAttributes: started }) =>
    calls.has(String(started?.scheduledEventId))
      ? [Number(eventTime?.seconds) * 1_000 + Number(eventTime?.nanos) / 1_000_000]
      : [],
  );
  return times ?? [];
}

test('calls at once are bounded for each worker', async (t) => {
  let [running, most] = [0, 0];
  const tool = limited({ concurrency: 2, timeoutMs: 5_000 }, async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(100);
    running -= 1;
  });
  const engine = await startTestEngine(t, { assistant: { tools: [tool] }, script });
  const id = await engine.openConversation();
  await engine.say(id, 'Look everything up.');
  await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'answer'));
  assert.equal(most, 2);
});
