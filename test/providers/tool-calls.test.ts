import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelError } from '../../src/domain/model-error.ts';
import type { Reply } from '../support/stand-in-reply.ts';
import { modelAgainst } from './model-call.ts';

const delta = (...tool_calls: object[]) => ({ choices: [{ index: 0, delta: { tool_calls } }] });
const finish = (finish_reason: string) => ({ choices: [{ index: 0, delta: {}, finish_reason }] });
const orderA = { name: 'get_order', argumentsText: '{"id":"A-1"}' };
const orderB = { name: 'get_order', argumentsText: '{"id":"B-2"}' };

/** What servers send for the same two calls. */
const dialects: Readonly<Record<string, Reply>> = {
  'in pieces, by index': {
    toolCalls: [
      { name: 'get_order', args: { id: 'A-1' } },
      { name: 'get_order', args: { id: 'B-2' } },
    ],
  },
  'in pieces that alternate': {
    events: [
      delta({ index: 0, id: 'a', function: { name: 'get_order', arguments: '' } }),
      delta({ index: 1, id: 'b', function: { name: 'get_order', arguments: '{"id":' } }),
      delta(
        { index: 0, function: { arguments: '{"id":"A-1"}' } },
        { index: 1, function: { arguments: '"B-2"}' } },
      ),
      finish('tool_calls'),
    ],
  },
  'whole, without index and id': {
    events: [
      delta({ function: { name: 'get_order', arguments: '{"id":"A-1"}' } }),
      delta({ function: { name: 'get_order', arguments: '{"id":"B-2"}' } }),
      finish('stop'),
    ],
  },
  'whole, with arguments as an object': {
    events: [
      delta(
        { function: { name: 'get_order', arguments: { id: 'A-1' } } },
        { function: { name: 'get_order', arguments: { id: 'B-2' } } },
      ),
      finish('stop'),
    ],
  },
  'each as number 0': {
    events: [
      delta({ index: 0, id: 'a', function: { name: 'get_order', arguments: '{"id":"A-1"}' } }),
      delta({ index: 0, id: 'b', function: { name: 'get_order', arguments: '{"id":"B-2"}' } }),
      finish('stop'),
    ],
  },
  'with one id for both': {
    events: [
      delta({ index: 0, id: 'a', function: { name: 'get_order', arguments: '{"id":"A-1"}' } }),
      delta({ index: 1, id: 'a', function: { name: 'get_order', arguments: '{"id":"B-2"}' } }),
      finish('tool_calls'),
    ],
  },
  'with a new id at every piece': {
    events: [
      delta({ index: 0, id: 'a', function: { name: 'get_order', arguments: '' } }),
      delta({ index: 0, id: 'b', function: { arguments: '{"id":"A-1"}' } }),
      delta({ index: 1, id: 'c', function: { name: 'get_order', arguments: '{"id":' } }),
      delta({ index: 1, id: 'd', function: { arguments: '"B-2"}' } }),
      finish('tool_calls'),
    ],
  },
  'in pieces without index': {
    events: [
      delta({ id: 'a', function: { name: 'get_order', arguments: '' } }),
      delta({ function: { arguments: '{"id":"A-1"}' } }),
      delta({ id: 'b', function: { name: 'get_order', arguments: '{"id":' } }),
      delta({ id: 'b', function: { arguments: '"B-2"}' } }),
      finish('tool_calls'),
    ],
  },
};
for (const [name, reply] of Object.entries(dialects))
  test(`two calls ${name}`, async (t) => {
    const { ask } = await modelAgainst(t, () => reply);
    const { toolCalls, finishReason } = await ask();
    assert.deepEqual(
      toolCalls.map(({ id: _, ...call }) => call),
      [orderA, orderB],
    );
    assert.equal(finishReason, 'tool_calls');
    const ids = toolCalls.map(({ id }) => id);
    assert.equal(new Set(ids).size, 2);
    assert.ok(ids.every((id) => id.length > 0 && id.length <= 40));
  });

test('text and calls come together', async (t) => {
  const { ask } = await modelAgainst(t, () => ({
    text: 'I look it up.',
    toolCalls: [{ name: 'get_order', args: { id: 'A-1' }, id: 'mine' }],
  }));
  const answer = await ask();
  assert.equal(answer.text, 'I look it up.');
  assert.deepEqual(answer.toolCalls, [{ id: 'mine', ...orderA }]);
});

test('a call with no arguments has empty ones; broken ones stay as they are', async (t) => {
  const { ask } = await modelAgainst(t, () => ({
    toolCalls: [
      { name: 'list_orders', args: '' },
      { name: 'get_order', args: '{"id": "A-' },
    ],
  }));
  assert.deepEqual(
    (await ask()).toolCalls.map(({ argumentsText }) => argumentsText),
    ['{}', '{"id": "A-'],
  );
});

const tooMuch: Readonly<Record<string, Reply>> = {
  'more calls than a round may have': {
    toolCalls: Array.from({ length: 17 }, () => ({ name: 'get_order', args: {} })),
  },
  'more arguments than a call may have': {
    toolCalls: [{ name: 'note', args: { text: 'ä'.repeat(4_000) } }],
  },
  'a call that names no tool': { toolCalls: [{ name: '', args: {} }] },
};
for (const [name, reply] of Object.entries(tooMuch))
  test(`${name}: the answer is thrown away`, async (t) => {
    const { ask, vendor } = await modelAgainst(t, () => reply);
    await assert.rejects(ask(), (error) => error instanceof ModelError && error.kind === 'transient');
    assert.ok(await vendor.requests[0]?.ended);
  });
