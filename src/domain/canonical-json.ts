/**
 * JSON that is the same text for the same value, whatever order its fields were written in: names sorted by
 * UTF-16 units, no space, numbers as ECMAScript writes them (RFC 8785). Fields that are undefined are left out.
 *
 * Throws a TypeError on what JSON can't hold: NaN, infinities, functions, dates and other class instances, lone
 * surrogates, cycles. Guessing there would give two values one hash.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/** Deeper values are refused; that bounds cycles too. */
export const jsonDepthMax = 64;

function write(value: unknown, depth: number): string {
  if (depth > jsonDepthMax) throw new TypeError(`JSON nested deeper than ${jsonDepthMax} levels`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return writeString(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, (item) => write(item, depth + 1)).join(',')}]`;
  if (isPlainObject(value)) return writeObject(value, depth);
  throw new TypeError(`JSON can't hold ${typeof value === 'object' ? 'a class instance' : String(value)}`);
}

function writeObject(object: Record<string, unknown>, depth: number): string {
  const fields = Object.keys(object)
    .filter((name) => object[name] !== undefined)
    .sort() // By UTF-16 units, as the RFC asks; no locale.
    .map((name) => `${writeString(name)}:${write(object[name], depth + 1)}`);
  return `{${fields.join(',')}}`;
}

function writeString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError("JSON can't hold a lone surrogate");
  return JSON.stringify(text);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
