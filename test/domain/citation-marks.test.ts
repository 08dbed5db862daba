import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createMarkFilter, withoutMarks } from '../../src/domain/citation-marks.ts';

const table: readonly [text: string, left: string, numbers: readonly number[]][] = [
  ['Within 30 days [1].', 'Within 30 days.', [1]],
  ['Within 30 days.[1] Free of charge. [2]', 'Within 30 days. Free of charge.', [1, 2]],
  ['Both hold [1][3].', 'Both hold.', [1, 3]],
  ['Both hold [1, 3].', 'Both hold.', [1, 3]],
  ['All hold [1-3].', 'All hold.', [1, 2, 3]],
  ['It holds 【4†source】.', 'It holds.', [4]],
  ['See [1](https://shop.example) there', 'See [1](https://shop.example) there', []],
  ['A box [x], a list [a, b], [] and [1x]', 'A box [x], a list [a, b], [] and [1x]', []],
  [
    'The first is items[0], and [0] or [1, 0] no passage',
    'The first is items[0], and [0] or [1, 0] no passage',
    [],
  ],
  ['Half a mark [1', 'Half a mark [1', []],
  ['A year [2026] is none', 'A year [2026] is none', []],
  ['[9-1] counts once', ' counts once', [9]],
];

for (const [text, left, numbers] of table) {
  test(`${JSON.stringify(text)} names ${numbers.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(withoutMarks(text), { text: left, numbers });
  });
}

const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      '[1]',
      '[',
      ']',
      '1',
      ', ',
      ' ',
      '(',
      '【2】',
      '【',
      '】',
      '†',
      '-',
      '\n',
      'days',
      '[12',
      '[0]',
      '.',
    ),
    fc.string({ maxLength: 5 }),
  ),
  { maxLength: 40 },
);

test('in whatever pieces a text comes, the same is left of it', () => {
  fc.assert(
    fc.property(pieces, (parts) => {
      const filter = createMarkFilter();
      const shown = parts.map((part) => filter.add(part)).join('') + filter.end();
      assert.equal(shown, withoutMarks(parts.join('')).text);
    }),
    { numRuns: 2_000 },
  );
});

test('a whole mark is never shown, not even for a moment', () => {
  const filter = createMarkFilter();
  assert.equal(filter.add('30 days ['), '30 days');
  assert.equal(filter.add('1'), '');
  assert.equal(filter.add(']'), '');
  assert.equal(filter.add('. Then'), '. Then');
});

test('what never becomes a mark is not held back for long', () => {
  const filter = createMarkFilter();
  const shown = filter.add(`[${'1'.repeat(500)}`);
  assert.ok(shown.length > 300, String(shown.length));
});
