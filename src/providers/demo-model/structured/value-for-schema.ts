import { readProperty } from '../tools/slot.ts';

/** A value that a schema allows: what is known of it by name, else the emptiest there is. */
export function valueFor(schema: unknown, known: Readonly<Record<string, unknown>> = {}, depth = 0): unknown {
  const read = readProperty(schema);
  if (read.const !== undefined) return read.const;
  if (read.enum?.length) return read.enum[0];
  const choices = read.anyOf ?? (read as { oneOf?: unknown[] }).oneOf;
  if (Array.isArray(choices) && choices.length > 0 && depth < depthMax)
    return valueFor(choices[0], known, depth + 1);
  const type = Array.isArray(read.type)
    ? read.type[0]
    : (read.type ?? (read.properties ? 'object' : undefined));
  switch (type) {
    case 'string':
      return 'x'.repeat(Math.min(read.minLength ?? 0, stringMax));
    case 'integer':
    case 'number':
      return numberFor(read);
    case 'boolean':
      return false;
    case 'array':
      return itemsFor(read, depth);
    case 'object':
      return objectFor(read, known, depth);
    default:
      return null;
  }
}

const depthMax = 12;
const stringMax = 1_000;
const itemsMax = 20;

type Read = ReturnType<typeof readProperty>;

function numberFor({ minimum, exclusiveMinimum, maximum }: Read): number {
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : Math.floor(exclusiveMinimum) + 1);
  if (least !== undefined && least > 0) return least;
  return maximum !== undefined && maximum < 0 ? maximum : 0;
}

function itemsFor(read: Read, depth: number): unknown[] {
  const { minItems } = read as { minItems?: unknown };
  const count = typeof minItems === 'number' && depth < depthMax ? Math.min(minItems, itemsMax) : 0;
  return Array.from({ length: Math.max(0, count) }, () => valueFor(read.items ?? {}, {}, depth + 1));
}

function objectFor(
  { properties = {}, required = [] }: Read,
  known: Readonly<Record<string, unknown>>,
  depth: number,
) {
  const names = Object.keys(properties).filter((name) => name in known || required.includes(name));
  if (depth >= depthMax) return {};
  return Object.fromEntries(
    names.map((name) => [
      name,
      isKnown(known, name) ? known[name] : valueFor(properties[name], {}, depth + 1),
    ]),
  );
}

const isKnown = (known: Readonly<Record<string, unknown>>, name: string) =>
  Object.hasOwn(known, name) && known[name] !== undefined;
