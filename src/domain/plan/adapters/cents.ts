import { numberIn } from './number.ts';

const currency = String.raw`(?:€|\$|£|EUR|USD|GBP|CHF|[Ee]uros?|[Dd]ollars?)`;
const marked = new RegExp(String.raw`^(?:${currency}\s?([^\p{L}]+)|([^\p{L}]+?)\s?${currency})$`, 'u');

/**
 * Money as a whole number of cents. A text must say its currency or have both digits of cents: 50 alone might be
 * either. Whole numbers count as cents already; one with a fraction is refused, because nobody said what it counts.
 */
export function centsFrom(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim().replaceAll(/\s+/gu, ' ');
  const match = marked.exec(text);
  const number = match ? marksParted(match[1] ?? match[2] ?? '') : withCents(text);
  if (number === undefined) return undefined;
  const cents = Math.round(number * 100);
  return Number.isSafeInteger(cents) ? cents : undefined;
}

/** Behind a currency a mark before three digits parts thousands, and a fraction has two. */
function marksParted(amount: string): number | undefined {
  if (/^-?\d{1,3}(?:[.,' ]\d{3})+$/.test(amount)) return Number(amount.replaceAll(/[.,' ]/g, ''));
  return /[.,]/.test(amount) ? withCents(amount) : numberIn(amount);
}

const withCents = (amount: string) => (/[.,]\d{2}$/.test(amount) ? numberIn(amount) : undefined);
