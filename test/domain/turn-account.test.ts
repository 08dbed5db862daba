import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StepKind } from '../../src/domain/turn.ts';
import { accountOf } from '../../src/domain/turn-account.ts';

const step = (kind: StepKind, component: string, outcome: string) => ({ kind, component, outcome });

test('a turn is told by what it did, in plain words', () => {
  const { did } = accountOf([
    step('guardrail', 'injection-signals', 'allowed'),
    step('retrieval', 'help', '5 passages'),
    step('model', 'gpt', 'calls'),
    step('tool', 'find_order', 'done'),
    step('tool', 'check_stock', 'failed'),
    step('handoff', 'orders', 'done'),
    step('guardrail', 'no-secrets', 'withheld'),
    step('approval', 'refund_order', 'pending'),
  ]);
  assert.deepEqual(did, [
    'looked into help (5 passages)',
    'find order',
    'check stock (failed)',
    'handed off to orders',
    'no-secrets (withheld)',
    'refund order (waits for a decision)',
  ]);
});

test('what it cost is the sum of its steps, and a model is counted each time it took tokens', () => {
  const tokens = { input: 1, output: 1 };
  const account = accountOf([
    { ...step('intent', 'mini', 'refund'), tokens, costMicroUsd: 5 },
    { ...step('intent', 'rule', 'refund') },
    { ...step('model', 'maxi', 'answer'), tokens, costMicroUsd: 70 },
  ]);
  assert.deepEqual(account, { did: [], modelCalls: 2, costMicroUsd: 75 });
});

test('a turn that did very much is cut short', () => {
  const { did } = accountOf(Array.from({ length: 40 }, () => step('tool', 'find_order', 'done')));
  assert.equal(did.length, 13);
  assert.equal(did.at(-1), 'and 28 more');
});
