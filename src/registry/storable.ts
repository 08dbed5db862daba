import { jsonDepthMax } from '../domain/canonical-json.ts';

/**
 * A value with every text in it as Postgres takes it: no NUL, no lone surrogates. Models and vendors do send them, and a
 * result that can't be stored would leave its effect in doubt. Undefined fields go. Throws beyond the depth JSON may have.
 */
export function storable(value: unknown, depth = 0): unknown {
  if (depth > jsonDepthMax) throw new TypeError(`nested deeper than ${jsonDepthMax} levels`);
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1));
  if (typeof value !== 'object' || value === null || !isRecord(value)) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([name, field]) => [storable(name), storable(field, depth + 1)]));
}

/** A plain object; what canonical JSON refuses (dates and the like) is left for it to refuse. */
function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
