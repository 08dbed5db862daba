import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pointerOf, pointerSteps, select } from '../../../src/domain/plan/json-pointer.ts';

/** The example of RFC 6901, section 5. */
const document = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

test('it selects what the RFC says', () => {
  const expected: [string, unknown][] = [
    ['', document],
    ['/foo', document.foo],
    ['/foo/0', 'bar'],
    ['/', 0],
    ['/a~1b', 1],
    ['/c%d', 2],
    ['/k"l', 6],
    ['/ ', 7],
    ['/m~0n', 8],
  ];
  for (const [pointer, value] of expected) assert.deepEqual(select(document, pointer), { ok: true, value });
});

test('what leads nowhere says how far it led', () => {
  const nowhere: [string, string][] = [
    ['/foo/2', '/foo'],
    ['/foo/-', '/foo'],
    ['/foo/01', '/foo'],
    ['/foo/length', '/foo'],
    ['/foo/0/x', '/foo/0'],
    ['/constructor', ''],
    ['/__proto__/x', ''],
  ];
  for (const [pointer, at] of nowhere) {
    const selected = select(document, pointer);
    assert.ok(!selected.ok && selected.at === at, pointer);
  }
});

test('what is no pointer is refused', () => {
  for (const text of ['foo', '#/foo', '/a~2b', '/a~', '$.foo']) {
    assert.equal(pointerSteps(text), undefined, text);
    assert.throws(() => select({}, text), TypeError);
  }
});

test('every place of every value is found by its pointer', () => {
  const places = (value: unknown, steps: string[] = []): [string[], unknown][] => [
    [steps, value],
    ...(typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, child]) => places(child, [...steps, name]))
      : []),
  ];
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      for (const [steps, there] of places(value))
        assert.deepEqual(select(value, pointerOf(steps)), { ok: true, value: there });
    }),
  );
});
