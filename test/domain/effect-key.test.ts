import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectScopeOf, ledgerScope } from '../../src/domain/effect-key.ts';

test('keys hold for the customer where the business chose them or nothing can be undone, else for the case', () => {
  assert.equal(effectScopeOf('irreversible', true), 'customer');
  assert.equal(effectScopeOf('irreversible', false), 'customer');
  assert.equal(effectScopeOf('keyed', true), 'customer');
  assert.equal(effectScopeOf('keyed', false), 'case');
  assert.equal(effectScopeOf('read', false), 'case');
});

test('a customer and a case of the same id share no key', () => {
  const of = { customerId: 'same', caseId: 'same' };
  assert.notEqual(ledgerScope('customer', of), ledgerScope('case', of));
});
