import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { purposeText } from '../../../src/domain/plan/purpose-text.ts';

test('a purpose stays as it is written, without what only machines read', () => {
  assert.equal(purposeText('Find the order of the jacket.'), 'Find the order of the jacket.');
  assert.equal(purposeText('Look up {"id": 7}\nfor a@b.example'), 'Look up id : 7 for …');
  assert.equal(purposeText('See 0b8f6a5e-1111-4222-8333-944455556666'), 'See …');
  assert.equal(purposeText(' \n '), 'Do a part of what was asked');
});

test("whatever a model writes fits Temporal's summary, on one line", () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      const line = purposeText(text);
      assert.ok(line.length > 0 && Buffer.byteLength(line) <= 400);
      assert.ok(line.isWellFormed() && !/[\n{}[\]"]/.test(line));
    }),
  );
});
