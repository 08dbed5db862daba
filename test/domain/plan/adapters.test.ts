import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type AdapterName, adapt } from '../../../src/domain/plan/adapters/adapters.ts';

const converted: readonly [AdapterName, unknown, unknown][] = [
  ['cents', '49.90 €', 4990],
  ['cents', '€49,90', 4990],
  ['cents', 'EUR 1.234,50', 123_450],
  ['cents', '1.234 €', 123_400],
  ['cents', '1 234,50 €', 123_450],
  ['cents', '$1,234,567.89', 123_456_789],
  ['cents', '50 Euro', 5000],
  ['cents', '-3.00 CHF', -300],
  ['cents', '49.90', 4990],
  ['cents', 4990, 4990],
  ['isoDate', '2026-11-25', '2026-11-25'],
  ['isoDate', '2026-11-25T10:30:00Z', '2026-11-25'],
  ['isoDate', '25.11.2026', '2026-11-25'],
  ['isoDate', '5. März 2026', '2026-03-05'],
  ['isoDate', '25 November 2026', '2026-11-25'],
  ['isoDate', 'Nov 25, 2026', '2026-11-25'],
  ['isoDate', '25/11/2026', '2026-11-25'],
  ['isoDate', '11/25/2026', '2026-11-25'],
  ['isoDate', '4/4/2026', '2026-04-04'],
  ['number', '12.5', 12.5],
  ['number', '12,5', 12.5],
  ['number', '1.234,5', 1234.5],
  ['number', '1,234,567', 1_234_567],
  ['number', '-7', -7],
  ['number', 7.5, 7.5],
  ['text', 1001, '1001'],
  ['text', true, 'true'],
  ['list', 'A-1', ['A-1']],
  ['list', ['A-1'], ['A-1']],
  ['rows', { columns: ['id', 'n'], rows: [['A', 1]] }, [{ id: 'A', n: 1 }]],
  [
    'rows',
    [
      ['id', 'n'],
      ['A', 1],
    ],
    [{ id: 'A', n: 1 }],
  ],
  [
    'rows',
    'id;n\nA;1\nB;2',
    [
      { id: 'A', n: '1' },
      { id: 'B', n: '2' },
    ],
  ],
  ['rows', '| id | n |\n|---|---|\n| A | 1 |', [{ id: 'A', n: '1' }]],
  ['rows', [{ id: 'A' }], [{ id: 'A' }]],
];

for (const [name, value, expected] of converted)
  test(`${name} makes ${JSON.stringify(expected)} of ${JSON.stringify(value)}`, () => {
    assert.deepEqual(adapt(name, value), expected);
  });

const refused: readonly [AdapterName, unknown, string][] = [
  ['cents', '50', 'euros or cents?'],
  ['cents', 49.9, 'euros or cents?'],
  ['cents', '1.2345 €', 'no such fraction'],
  ['cents', 'about 50 €', 'words'],
  ['cents', '', 'nothing'],
  ['cents', null, 'nothing'],
  ['isoDate', '3/4/2026', 'March or April?'],
  ['isoDate', '31.2.2026', 'no such day'],
  ['isoDate', '2026-13-01', 'no such month'],
  ['isoDate', 'tomorrow', 'depends on today'],
  ['isoDate', 1_764_000_000, 'a number'],
  ['number', '1,234', 'a thousand or a fraction?'],
  ['number', '1.2.3', 'no number'],
  ['number', 'twelve', 'words'],
  ['number', '1'.repeat(1_000), 'too long'],
  ['text', { a: 1 }, 'an object'],
  ['rows', 'id;n\nA;1;2', 'a cell too many'],
  ['rows', { columns: ['id', 'id'], rows: [] }, 'two columns of one name'],
  ['rows', 'just words', 'no columns'],
  ['rows', 'id;n\n"A;B";1', 'quoted cells'],
];

for (const [name, value, because] of refused)
  test(`${name} doesn't guess at ${JSON.stringify(value)?.slice(0, 40)}: ${because}`, () => {
    assert.equal(adapt(name, value), undefined);
  });

test('money written in any usual way is the same number of cents', () => {
  const cents = fc.integer({ min: 0, max: 999_999_999 });
  fc.assert(
    fc.property(cents, fc.constantFrom('de', 'en', 'fr-CH'), fc.boolean(), (amount, language, isBefore) => {
      const text = new Intl.NumberFormat(language, { minimumFractionDigits: 2 })
        .format(amount / 100)
        .replaceAll('’', "'");
      assert.equal(adapt('cents', isBefore ? `€ ${text}` : `${text} €`), amount, text);
    }),
  );
});

test('whatever it is given, it gives its own form or nothing, and soon', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.string({ maxLength: 5_000 })), (value) => {
      const [cents, day, number, rows] = (['cents', 'isoDate', 'number', 'rows'] as const).map((name) =>
        adapt(name, value),
      );
      assert.ok(cents === undefined || Number.isSafeInteger(cents));
      assert.ok(day === undefined || /^\d{4}-\d{2}-\d{2}$/.test(String(day)));
      assert.ok(number === undefined || typeof number === 'number');
      assert.ok(rows === undefined || Array.isArray(rows));
    }),
  );
});
