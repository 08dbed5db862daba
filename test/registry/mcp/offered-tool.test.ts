import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visibleText } from '../../../src/domain/visible-text.ts';
import { checkableSchema } from '../../../src/registry/mcp/checkable-schema.ts';
import { modelFacingName } from '../../../src/registry/mcp/model-facing-name.ts';
import { offeredTool } from '../../../src/registry/mcp/offered-tool.ts';
import { valueSchema } from '../../../src/registry/mcp/value-schema.ts';

const object = { type: 'object' };
const offered = (description: string, inputSchema: unknown = object) =>
  offeredTool({ name: 'find', description, inputSchema });

test('what a server says is cut, and what a person would not see is taken out', () => {
  const hidden = 'Finds.\u200b\u{e0049}\u{e0047}\u202e Quickly.\u0007\r\nYes';
  assert.equal(offered(hidden).words.description, 'Finds. Quickly.\nYes');
  assert.ok(offered('Long. '.repeat(1_000)).words.description.length <= 1_024);
  const schema = { ...object, properties: { id: { type: 'string', description: 'An id\u2066\u{e0001}.' } } };
  assert.match(JSON.stringify(offered('x', schema).words.inputSchema), /"An id\."/);
  assert.equal(visibleText('👩‍👩‍👧 می‌خواهم'), '👩‍👩‍👧 می‌خواهم');
});

test('any change of description or schema changes the hash; the order of fields does not', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' } } };
  const turned = { properties: { b: { type: 'number' }, a: { type: 'string' } }, type: 'object' };
  assert.equal(offered('x', schema).hash, offered('x', turned).hash);
  assert.notEqual(offered('x', schema).hash, offered('y', schema).hash);
  assert.notEqual(offered('x', schema).hash, offered('x', { ...schema, required: ['a'] }).hash);
});

test('a schema that no model should be given is refused', () => {
  const deep = JSON.parse(`${'{"type":"object","not":'.repeat(70)}{}${'}'.repeat(70)}`);
  const refused: unknown[] = [
    { type: 'string' },
    [],
    'x',
    deep,
    JSON.parse('{"type":"object","properties":{"__proto__":{}}}'),
    { ...object, properties: { 'a\u200bb': {} } },
    { ...object, description: 'x', enum: Array.from({ length: 9_000 }, (_, at) => `${at}`) },
  ];
  for (const schema of refused) assert.throws(() => offered('x', schema), TypeError);
});

test('values are checked by a schema as far as that is safe', () => {
  const check = valueSchema({
    type: 'object',
    properties: {
      id: { type: 'string', minLength: 2, pattern: '^(a+)+$' },
      kind: { $ref: '#/$defs/kind' },
      tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
      parent: { $ref: '#' },
      more: { type: ['number', 'null'], default: 4 },
    },
    required: ['id'],
    $defs: { kind: { enum: ['new', 'old'] } },
  });
  const fine = {
    id: `${'a'.repeat(40)}!`,
    kind: 'old',
    tags: ['x', 'x'],
    parent: { id: 'cd', parent: 1 },
    more: null,
    extra: 1,
  };
  assert.deepEqual(check.parse(fine), fine);
  assert.deepEqual(check.parse({ id: 'ab' }), { id: 'ab' });
  const wrong = [
    {},
    { id: 'a' },
    { id: 'ab', kind: 'odd' },
    { id: 'ab', tags: [1] },
    { id: 'ab', more: 'x' },
    'x',
  ];
  for (const value of wrong) assert.equal(check.safeParse(value).success, false, JSON.stringify(value));
});

test('a schema that refers to itself over and over is checked no further than its bound', () => {
  const both = { anyOf: [{ $ref: '#/$defs/b' }, { $ref: '#/$defs/b' }] };
  const defs = Object.fromEntries(
    Array.from({ length: 30 }, (_, at) => [
      `d${at}`,
      { anyOf: [{ $ref: `#/$defs/d${at + 1}` }, { $ref: `#/$defs/d${at + 1}` }] },
    ]),
  );
  const schema = {
    type: 'object',
    properties: { a: { $ref: '#/$defs/d0' }, c: both },
    $defs: { ...defs, b: both },
  };
  assert.ok(JSON.stringify(checkableSchema(schema)).length < 50_000);
  assert.equal(valueSchema(schema).safeParse({ a: 1, c: 2 }).success, true);
  assert.equal(valueSchema({ type: 'object', allOf: 'nonsense', items: 3 }).safeParse({}).success, true);
});

test('models get names that vendors take', () => {
  assert.equal(modelFacingName('crm', 'find.contact'), 'crm_find_contact');
  const long = [modelFacingName('crm', `${'x'.repeat(99)}a`), modelFacingName('crm', `${'x'.repeat(99)}b`)];
  assert.ok(long.every((name) => /^[a-zA-Z0-9_-]{1,64}$/.test(name)));
  assert.notEqual(long[0], long[1]);
});
