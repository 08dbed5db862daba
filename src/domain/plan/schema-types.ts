import type { JsonSchema } from '../model.ts';
import { type JsonType, jsonTypes } from './adapters/adapters.ts';
import { isIndex, pointerOf } from './json-pointer.ts';

/** The JSON types that a value may have. A number may always turn out to be an integer. */
export type Types = ReadonlySet<JsonType>;

const all: Types = new Set(jsonTypes);

/** Where a pointer into values of a schema leads, as far as the schema tells. */
export type Led =
  | { readonly ok: true; readonly schemas: readonly JsonSchema[] }
  /** No value of the schema has anything there. */
  | { readonly ok: false; readonly at: string };

/** Follows a pointer's steps through a schema; where it leaves open what is there, anything may be. */
export function leadThrough(root: JsonSchema, steps: readonly string[]): Led {
  let here = alternatives(root, root);
  for (const [index, step] of steps.entries()) {
    const next = here.flatMap((schema) => alternativesBelow(root, schema, step));
    if (next.length === 0) return { ok: false, at: pointerOf(steps.slice(0, index)) };
    here = next;
  }
  return { ok: true, schemas: here };
}

/** The types that a schema lets pass; all of them where it doesn't say. */
export function typesOf(root: JsonSchema, schemas: readonly JsonSchema[] = [root]): Types {
  return new Set(
    schemas.flatMap((schema) => alternatives(root, schema)).flatMap((schema) => [...ownTypes(schema)]),
  );
}

/** Whether some value may be of both. */
export function meet(one: Types, other: Types): boolean {
  const widened = one.has('number') ? new Set([...one, 'integer' as const]) : one;
  return [...widened].some((type) => other.has(type) || (type === 'integer' && other.has('number')));
}

/** The type that a value has. */
function typeOf(value: unknown): JsonType {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'boolean' ? 'boolean' : typeof value === 'string' ? 'string' : 'object';
}

/** Whether a schema lets the value pass, as far as its type, its range and its list of values tell. */
export const mayHold = (root: JsonSchema, schema: JsonSchema, value: unknown): boolean =>
  alternatives(root, schema).some((each) => {
    if ('const' in each) return same(each.const, value);
    if (Array.isArray(each.enum)) return each.enum.some((allowed) => same(allowed, value));
    const types = ownTypes(each);
    const type = typeOf(value);
    return (types.has(type) || (type === 'integer' && types.has('number'))) && isWithin(each, value);
  });

/** Whether a number is in the range that a schema names. */
function isWithin({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema, value: unknown) {
  if (typeof value !== 'number') return true;
  const isAtLeast = typeof minimum !== 'number' || value >= minimum;
  const isAtMost = typeof maximum !== 'number' || value <= maximum;
  const isAbove = typeof exclusiveMinimum !== 'number' || value > exclusiveMinimum;
  return (
    isAtLeast && isAtMost && isAbove && (typeof exclusiveMaximum !== 'number' || value < exclusiveMaximum)
  );
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** A schema's own alternatives, references followed. Too deep a nest counts as open. */
function alternatives(root: JsonSchema, schema: unknown, depth = 0): JsonSchema[] {
  if (!isSchema(schema) || depth > depthMax) return schema === false ? [] : [{}];
  if (typeof schema.$ref === 'string') return alternatives(root, referred(root, schema.$ref), depth + 1);
  const choice = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choice)) return choice.flatMap((each) => alternatives(root, each, depth + 1));
  return Array.isArray(schema.allOf) ? [{}] : [schema];
}

const depthMax = 16;

function referred(root: JsonSchema, reference: string): unknown {
  const name = /^#\/(\$defs|definitions)\/([\w.-]+)$/.exec(reference);
  if (!name) return reference === '#' ? root : {};
  const definitions = root[name[1] ?? ''];
  return isSchema(definitions) ? definitions[name[2] ?? ''] : {};
}

function alternativesBelow(root: JsonSchema, schema: JsonSchema, step: string): JsonSchema[] {
  const types = ownTypes(schema);
  const below = [
    ...(types.has('object') ? fieldOf(schema, step) : []),
    ...(types.has('array') && isIndex(step) ? itemOf(schema, Number(step)) : []),
  ];
  return below.flatMap((each) => alternatives(root, each));
}

function fieldOf(schema: JsonSchema, name: string): unknown[] {
  const { properties, additionalProperties } = schema;
  if (isSchema(properties) && Object.hasOwn(properties, name)) return [properties[name]];
  if (additionalProperties === false) return [];
  if (isSchema(additionalProperties)) return [additionalProperties];
  // A schema that lists fields drops the others.
  return isSchema(properties) ? [] : [{}];
}

function itemOf(schema: JsonSchema, index: number): unknown[] {
  const { prefixItems, items } = schema;
  if (Array.isArray(prefixItems) && index < prefixItems.length) return [prefixItems[index]];
  if (items === false || (items === undefined && Array.isArray(prefixItems))) return [];
  return [items ?? {}];
}

function ownTypes(schema: JsonSchema): Types {
  if ('const' in schema) return new Set([typeOf(schema.const)]);
  if (Array.isArray(schema.enum)) return new Set(schema.enum.map(typeOf));
  const named = [schema.type].flat().filter((type): type is JsonType => jsonTypes.includes(type as JsonType));
  if (named.length > 0) return new Set(named);
  if (isSchema(schema.properties)) return new Set(['object']);
  return all;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
