import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toldOf } from '../../../activities/models/told.ts';
import type { ModelMessage, ModelRequest } from '../../../src/domain/model.ts';

const requestOf = (messages: readonly ModelMessage[]): ModelRequest => ({
  model: 'm',
  outputTokensMax: 10,
  tools: [{ name: 'find_order', description: '', inputSchema: {} }],
  messages,
});
const said = (content: string): ModelMessage => ({ role: 'user', content });

test('a short prompt is kept whole, with the answer', () => {
  const told = toldOf(requestOf([{ role: 'system', content: 'Help.' }, said('Where is it?')]), {
    text: 'One moment',
    toolCalls: [{ id: '1', name: 'find_order', argumentsText: '{"orderId":"A-1"}' }],
    finishReason: 'tool_calls',
  });
  assert.deepEqual(told, {
    prompt: [
      { role: 'system', content: 'Help.' },
      { role: 'user', content: 'Where is it?' },
    ],
    leftOut: 0,
    tools: ['find_order'],
    answer: { text: 'One moment', calls: [{ name: 'find_order', args: '{"orderId":"A-1"}' }] },
  });
});

test('of a long one the instructions and the newest stay, and it says how much is missing', () => {
  const messages = Array.from({ length: 200 }, (_, at) => said(`${at} ${'x'.repeat(1_000)}`));
  const { prompt, leftOut } = toldOf(requestOf([{ role: 'system', content: 'Help.' }, ...messages]));
  assert.equal(prompt[0]?.content, 'Help.');
  assert.match(prompt.at(-1)?.content ?? '', /^199 /);
  assert.equal(prompt.length - 1 + leftOut, 200);
  assert.ok(leftOut > 100);
  assert.ok(JSON.stringify(prompt).length < 100_000);
});

test('however large what a model was told or said, what is kept is bounded', () => {
  const huge = 'y'.repeat(5_000_000);
  const told = toldOf(requestOf([{ role: 'system', content: huge }, said(huge)]), {
    text: huge,
    toolCalls: [{ id: '1', name: 'a', argumentsText: huge }],
    finishReason: 'stop',
  });
  assert.ok(JSON.stringify(told).length < 150_000);
});
