import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { defineTool } from '../../src/registry/baton.ts';
import { inTurn } from '../support/stand-in-model.ts';
import { startTestEngine } from '../support/test-engine.ts';

const isAnswer = (message: { kind: string }) => message.kind === 'answer';

for (const run of ['local', 'durable'] as const) {
  test(`${run} reads overlap, and their results go back in the order asked`, async (t) => {
    let running = 0;
    let most = 0;
    const slow = defineTool({
      name: 'slow_lookup',
      description: 'Looks something up.',
      input: z.object({ key: z.string(), ms: z.int() }),
      output: z.object({ found: z.string() }),
      effect: 'read',
      policy: { timeoutMs: 1_000, run },
      run: async ({ key, ms }) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, ms));
        running -= 1;
        return { found: key };
      },
    });
    const engine = await startTestEngine(t, {
      assistant: { tools: [slow] },
      script: inTurn(
        {
          toolCalls: [
            { name: 'slow_lookup', args: { key: 'first', ms: 300 }, id: 'a' },
            { name: 'slow_lookup', args: { key: 'second', ms: 150 }, id: 'b' },
            { name: 'nothing_like_it', args: {}, id: 'c' },
            { name: 'slow_lookup', args: { key: 3 }, id: 'd' },
          ],
        },
        { text: 'Found both.' },
      ),
    });
    const id = await engine.openConversation();
    await engine.say(id, 'Where are they?');
    const messages = await engine.transcriptWhen(id, (all) => all.some(isAnswer));
    assert.equal(messages.filter(isAnswer).length, 1);
    assert.equal(most, 2);
    const results = (engine.model.requests[1]?.messages ?? []).filter((message) => message.role === 'tool');
    assert.deepEqual(
      results.map((message) => message.tool_call_id),
      ['a', 'b', 'c', 'd'],
    );
    assert.deepEqual(JSON.parse(results[0]?.content ?? ''), { found: 'first' });
    assert.deepEqual(JSON.parse(results[1]?.content ?? ''), { found: 'second' });
    assert.match(results[2]?.content ?? '', /no tool nothing_like_it/);
    assert.match(results[3]?.content ?? '', /key/);
  });
}
