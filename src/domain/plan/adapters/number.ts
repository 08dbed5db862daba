/**
 * The number that a text writes, with a point or a comma before its fraction. What can be read in two ways, as 1,234
 * can, is none.
 */
export function numberFrom(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return /^-?\d{1,3}[.,]\d{3}$/.test(text) ? undefined : numberIn(text);
}

/** The same where a single mark is known to stand before the fraction. */
export function numberIn(text: string): number | undefined {
  if (text.length > digitsMax) return undefined;
  const match = /^(-?)(\d+|\d{1,3}(?:([.,' ])\d{3})(?:\3\d{3})*)(?:([.,])(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign = '', whole = '', thousand, point, fraction = ''] = match;
  if (thousand !== undefined && thousand === point) return undefined;
  const number = Number(`${sign}${whole.replaceAll(/\D/g, '')}${fraction && `.${fraction}`}`);
  return Number.isFinite(number) ? number : undefined;
}

const digitsMax = 40;
