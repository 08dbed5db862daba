/**
 * The same value with every text in it, names included, as it may be stored: no NUL, which Postgres refuses, and no
 * lone surrogates. For parsed JSON of bounded depth.
 */
export function cleanJson(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').toWellFormed();
  if (Array.isArray(value)) return value.map(cleanJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [cleanJson(name), cleanJson(field)]),
  );
}
