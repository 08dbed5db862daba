import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withDeeds } from '../../activities/agents/deeds.ts';
import type { ToolCallRow } from '../../src/database/tool-calls.ts';

const call = (fields: Partial<ToolCallRow>): ToolCallRow => ({
  id: 't:0:0',
  conversation_id: 'c',
  turn_id: 't',
  round: 0,
  position: 0,
  provider_call_id: 'p',
  tool: 'ask_orders',
  args: {},
  args_hash: null,
  effect: 'read',
  state: 'done',
  result: { answer: 'Done.' },
  task_name: null,
  same_as: null,
  ...fields,
});
const asked = call({});
const paid = call({ id: 't:0:0/0:0', tool: 'pay', effect: 'keyed', result: { paid: 5 } });
const did = (...nested: ToolCallRow[]) =>
  withDeeds([asked], [asked, ...nested]).map(({ result }) => (result as { did?: unknown }).did)[0];

test('with an answer comes what was changed for it, at any depth, and what a person decides on', () => {
  assert.deepEqual(did(paid), [{ tool: 'pay', args: {}, result: { paid: 5 } }]);
  assert.deepEqual(did({ ...paid, id: 't:0:0/1:0/0:0', state: 'waiting', result: null }), [
    { tool: 'pay', args: {}, status: 'awaiting decision' },
  ]);
  assert.deepEqual(did({ ...paid, state: 'unknown' }), [
    { tool: 'pay', args: {}, status: 'nobody can say whether it happened' },
  ]);
  const decided = {
    ...paid,
    effect: 'read',
    approval_id: 'a',
    state: 'rejected',
    result: { rejected: true },
  } as const;
  assert.deepEqual(did(decided), [{ tool: 'pay', args: {}, result: { rejected: true } }]);
});

test('look-ups, failures and calls of other questions are not told', () => {
  const others = [
    { ...paid, effect: 'read' as const },
    { ...paid, state: 'failed' as const },
    { ...paid, id: 't:0:01/0:0' },
    { ...paid, id: 't:0:1/0:0' },
  ];
  assert.deepEqual(withDeeds([asked], [asked, ...others]), [asked]);
});

test('what was done before the question was cut short is told all the same', () => {
  const [cut] = withDeeds([call({ state: 'asked', result: null })], [paid]);
  assert.equal(cut?.state, 'done');
  assert.match(JSON.stringify(cut?.result), /not answered.*"paid":5/);
});
