import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson, unreadable } from '../../src/http/json-body.ts';

const read = (text: string) => parseJson(Buffer.from(text));

test('JSON is read as it is', () => {
  for (const value of [
    { text: 'a "quoted\\" [{,,, }' },
    [1, [2, [3]]],
    'text',
    7,
    { a: { b: ['ü', '\u2028'] } },
  ]) {
    assert.deepEqual(read(JSON.stringify(value)), value);
  }
  assert.deepEqual(read(`{"text":${JSON.stringify('[{,'.repeat(15_000))}}`), { text: '[{,'.repeat(15_000) });
});

test('what would take long, or reach a prototype, is not read', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  assert.notEqual(read(nested(32)), unreadable);
  const refused = {
    'too deep': nested(33),
    'deep and broken': '{"a":'.repeat(12_000),
    'too many in a list': `[${'0,'.repeat(4_000)}0]`,
    'too many lists': `[${'[],'.repeat(4_000)}[]]`,
    'too many keys': JSON.stringify(
      Object.fromEntries(Array.from({ length: 4_001 }, (_, n) => [`k${n}`, n])),
    ),
    'a prototype': '{"a":[{"__proto__":{}}]}',
    'an escaped prototype': '{"a":{"\\u005f_proto__":{}}}',
    'a text without an end': `"${'\\'.repeat(60_001)}`,
    nothing: 'null',
  };
  for (const [name, text] of Object.entries(refused)) assert.equal(read(text), unreadable, name);
  assert.equal(parseJson(Buffer.from([0x22, 0xff, 0x22])), unreadable);
});
