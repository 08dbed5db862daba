import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameCallIn } from '../../src/domain/same-call.ts';

const call = (id: string, part: object = {}) =>
  ({ id, tool: 'look', args_hash: 'a', effect: 'read', state: 'done', ...part }) as const;
const look = { tool: 'look', argsHash: 'a', effect: 'read' } as const;

test('what was read stands until something was changed', () => {
  assert.equal(sameCallIn([call('1')], look)?.id, '1');
  assert.equal(sameCallIn([call('1', { args_hash: 'b' }), call('2', { tool: 'fetch' })], look), undefined);
  const pay = call('2', { tool: 'pay', effect: 'keyed' });
  assert.equal(sameCallIn([call('1'), pay], look), undefined);
  assert.equal(sameCallIn([call('1'), { ...pay, state: 'asked' }], look)?.id, '1');
});

test('what failed or waits stands for nothing, and what was changed is for the ledger', () => {
  for (const state of ['failed', 'waiting', 'rejected', 'unknown'])
    assert.equal(sameCallIn([call('1', { state })], look), undefined);
  const pay = { tool: 'pay', argsHash: 'a', effect: 'keyed' } as const;
  const paid = call('1', { tool: 'pay', effect: 'keyed' });
  assert.equal(sameCallIn([paid], pay), undefined);
  assert.equal(sameCallIn([{ ...paid, state: 'asked' }], pay)?.id, '1');
});
