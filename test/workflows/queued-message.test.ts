import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { defineTool } from '../../src/registry/baton.ts';
import { openGate } from '../support/gate.ts';
import { startTestEngine } from '../support/test-engine.ts';

test('the model reads only what its turn has taken, and reads that last', async (t) => {
  const gate = openGate();
  const look = defineTool({
    name: 'look',
    description: 'Looks something up.',
    input: z.object({}),
    output: z.object({ found: z.string() }),
    effect: 'read',
    policy: { timeoutMs: 20_000, run: 'durable' },
    run: async () => {
      await gate.pass();
      return { found: 'it' };
    },
  });
  const engine = await startTestEngine(t, {
    assistant: { tools: [look] },
    script: (_request, call) =>
      call === 1 ? { toolCalls: [{ name: 'look', args: {} }] } : { text: call === 2 ? 'One.' : 'Two.' },
  });
  const id = await engine.openConversation();
  await engine.say(id, 'first');
  await gate.reached;
  await engine.say(id, 'second');
  gate.release();
  await engine.transcriptWhen(id, (all) => all.filter(({ kind }) => kind === 'answer').length === 2);
  const read = engine.model.requests.map(({ messages }) =>
    messages.filter(({ role }) => role !== 'system').map(({ role, content }) => `${role}: ${content}`),
  );
  assert.deepEqual(read, [
    ['user: first'],
    ['user: first', 'assistant: null', 'tool: {"found":"it"}'],
    ['user: first', 'assistant: One.', 'user: second'],
  ]);
});
