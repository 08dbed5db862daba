import type { JsonSchema } from '../../domain/model.ts';

/**
 * The part of a stranger's JSON Schema that is safe to check values by. Gone is what can take for ever (`pattern`,
 * `uniqueItems`) and what changes values (`default`); references are put in place, and where they go round in a circle,
 * or the whole becomes too large, anything is let through. The server checks its arguments itself.
 */
export function checkableSchema(schema: JsonSchema): JsonSchema {
  const room = { nodes: nodesMax };
  const { type: _, ...top } = asRecord(copied(schema, { root: schema, open: [], room }));
  return { ...top, type: 'object' };
}

interface Place {
  readonly root: JsonSchema;
  /** References on the way to here. */
  readonly open: readonly string[];
  readonly room: { nodes: number };
}

const anything = {};
/** Each applies to each value at most once or twice, so this bounds the work on a value. */
const nodesMax = 500;

function copied(schema: unknown, place: Place): unknown {
  if (typeof schema === 'boolean') return schema;
  if (!isRecord(schema) || place.room.nodes <= 0) return anything;
  place.room.nodes -= 1;
  const { $ref } = schema;
  if (typeof $ref === 'string') {
    if (place.open.includes($ref)) return anything;
    return copied(targetOf($ref, place.root), { ...place, open: [...place.open, $ref] });
  }
  const kept = Object.entries(keywords).flatMap(([name, copy]) => {
    const value = Object.hasOwn(schema, name) ? copy(schema[name], place) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(kept);
}

type Copy = (value: unknown, place: Place) => unknown;

const number: Copy = (value) => (typeof value === 'number' ? value : undefined);
const plain: Copy = (value) => value;
const list: Copy = (value) => (Array.isArray(value) && value.length > 0 ? value : undefined);
const schemas: Copy = (value, place) =>
  Array.isArray(value) && value.length > 0 ? value.map((part) => copied(part, place)) : undefined;
const oneSchema: Copy = (value, place) => (Array.isArray(value) ? undefined : copied(value, place));
const namedSchemas: Copy = (value, place) =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copied(part, place)]))
    : undefined;

const keywords: Readonly<Record<string, Copy>> = {
  type: plain,
  enum: list,
  const: plain,
  properties: namedSchemas,
  required: list,
  additionalProperties: oneSchema,
  items: oneSchema,
  prefixItems: schemas,
  minItems: number,
  maxItems: number,
  minLength: number,
  maxLength: number,
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  anyOf: schemas,
  oneOf: schemas,
  allOf: schemas,
};

/** Only within the document: nothing is ever fetched. */
function targetOf(reference: string, root: JsonSchema): unknown {
  if (!reference.startsWith('#/')) return reference === '#' ? root : anything;
  let place: unknown = root;
  for (const part of reference.slice(2).split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!isRecord(place) || !Object.hasOwn(place, name)) return anything;
    place = place[name];
  }
  return place;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asRecord = (value: unknown) => (isRecord(value) ? value : anything) as Record<string, unknown>;
