/** What a JSON value is, in words for a model or an operator. Values themselves stay out: they may be anybody's. */
export function kindInWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return objectInWords(Object.keys(value));
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number with a fraction';
  if (typeof value === 'boolean') return 'true or false';
  return value === '' ? 'an empty text' : 'a text';
}

function objectInWords(names: readonly string[]): string {
  if (names.length === 0) return 'an object without fields';
  const more = names.length > namesShown ? ', …' : '';
  return `an object with ${names
    .slice(0, namesShown)
    .map((name) => name.slice(0, nameTextMax))
    .join(', ')}${more}`;
}

const namesShown = 8;
const nameTextMax = 40;
