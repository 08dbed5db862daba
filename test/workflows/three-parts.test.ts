import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { defineTool } from '../../src/registry/baton.ts';
import { haveOverlapped, localTimes } from '../support/local-times.ts';
import { startTestEngine } from '../support/test-engine.ts';

const lookUp = (name: string) =>
  defineTool({
    name,
    description: name,
    input: z.object({}),
    output: z.object({ found: z.string() }),
    effect: 'read',
    policy: { timeoutMs: 1_000 },
    run: () => sleep(200, { found: `the ${name}` }),
  });

const parts = ['order', 'stock', 'slot'];

test('what a question with three parts needs is looked up at once, and read in the order asked', async (t) => {
  const engine = await startTestEngine(t, {
    assistant: { tools: parts.map(lookUp) },
    script: ({ messages }) => {
      const results = messages.flatMap(({ role, content }) => (role === 'tool' ? [content ?? ''] : []));
      if (results.length === 0) return { toolCalls: parts.map((name) => ({ name, args: {} })) };
      return { text: results.map((result) => JSON.parse(result).found).join(', ') };
    },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'Where is it, is there more, and when do you come?');
  const messages = await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'answer'));
  assert.equal(messages.at(-1)?.text, 'the order, the stock, the slot');
  const times = localTimes(await engine.history(id), 'runTool');
  assert.equal(times.length, parts.length);
  assert.ok(haveOverlapped(times), JSON.stringify(times));
});
