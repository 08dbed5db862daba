import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesIn, editOf, readEdit } from '../../../src/console/operator/approvals/edit-arguments.ts';

const args = { orderId: 'A-1', amountCents: 9_000, isGift: false, lines: [{ sku: 'x' }], note: null };

test('arguments that nobody changed are the same arguments', () => {
  const read = readEdit(editOf(args));
  assert.deepEqual(read, { ok: true, args });
  assert.deepEqual(changesIn(args, args), []);
  for (const whole of [null, 'text', 3, ['a']])
    assert.deepEqual(readEdit(editOf(whole)), { ok: true, args: whole });
});

test('a changed field keeps its type, and is named as changed', () => {
  const edit = editOf(args).map((field) =>
    field.name === 'amountCents' ? { ...field, text: '8000' } : field,
  );
  const read = readEdit(edit);
  assert.deepEqual(read, { ok: true, args: { ...args, amountCents: 8_000 } });
  assert(read.ok);
  assert.deepEqual(changesIn(args, read.args), ['amountCents']);
});

test('what is no number and no JSON is named, and nothing is guessed', () => {
  for (const [name, text] of [
    ['amountCents', ''],
    ['amountCents', 'ten'],
    ['amountCents', 'Infinity'],
    ['lines', '[{'],
  ]) {
    const edit = editOf(args).map((field) => (field.name === name ? { ...field, text: text ?? '' } : field));
    const read = readEdit(edit);
    assert(!read.ok && read.problem.includes(name ?? ''), `${name} ${text}`);
  }
});
