import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson } from '../../src/domain/canonical-json.ts';

const json = () => fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' });

test('it is JSON of the same value', () => {
  // -0 is the one number that JSON has no own text for.
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
  fc.assert(fc.property(json(), (value) => assert.deepEqual(JSON.parse(canonicalJson(value)), plain(value))));
});

test('the order in which fields were written makes no difference', () => {
  fc.assert(
    fc.property(json(), (value) => assert.equal(canonicalJson(reversed(value)), canonicalJson(value))),
  );
});

test('different values have different texts', () => {
  fc.assert(
    fc.property(json(), json(), (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      const same = canonicalJson(one) === canonicalJson(other);
      assert.equal(same, isSame(one, other));
    }),
  );
});

test('numbers, names and texts are written as RFC 8785 writes them', () => {
  const value = {
    b: [1e21, 1e-7, 4.5, -0, 0.1 + 0.2],
    a: '\u20ac\n"\\',
    '\u{1f600}': 1,
    '\ufb33': 2,
    A: {},
  };
  const expected = '{"A":{},"a":"€\\n\\"\\\\","b":[1e+21,1e-7,4.5,0,0.30000000000000004],"😀":1,"\ufb33":2}';
  assert.equal(canonicalJson(value), expected);
  assert.equal(canonicalJson({ a: undefined, b: null }), '{"b":null}');
});

test('what JSON cannot hold is refused, not guessed', () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  const refused = [
    undefined,
    Number.NaN,
    Infinity,
    1n,
    Symbol('s'),
    () => 1,
    new Date(),
    new Map(),
    [undefined],
    '\ud800',
    cycle,
  ];
  for (const value of refused) assert.throws(() => canonicalJson(value), TypeError);
  assert.throws(() => canonicalJson({ '\udc00': 1 }), TypeError);
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, field]) => [name, reversed(field)]),
  );
}

function isSame(one: unknown, other: unknown): boolean {
  try {
    assert.deepEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
    return true;
  } catch {
    return false;
  }
}
