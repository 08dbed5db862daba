import type { Language } from '../words/language.ts';
import { dayInWords } from './scalars.ts';

/** What of a record is its name, how many there are of it, and the rest. */
export interface Item {
  readonly name: string;
  /** Undefined: one, or not told. */
  readonly pieces: number | undefined;
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Takes a record of a list apart; its fields may stand in any order. Undefined: nothing in it is a name. */
export function itemIn(record: Readonly<Record<string, unknown>>): Item | undefined {
  const isText = (key: string) => typeof record[key] === 'string' && record[key] !== '';
  const key =
    nameKeys.find(isText) ??
    Object.keys(record).find(
      (each) => isText(each) && !/^(?:size|status|day|date|time|from|to)$/i.test(each),
    );
  if (key === undefined) return undefined;
  const countKey = countKeys.find((each) => Number.isInteger(record[each]));
  const count = countKey === undefined ? 1 : Number(record[countKey]);
  const rest = Object.fromEntries(
    Object.entries(record).filter(([each]) => each !== key && each !== countKey),
  );
  return { name: String(record[key]), pieces: count === 1 ? undefined : count, rest };
}

const nameKeys = ['name', 'title', 'article', 'product', 'item', 'label', 'id'];
const countKeys = ['pieces', 'quantity', 'count', 'qty'];

/** `3 in M, none in L`, smallest first; undefined: these are no sizes. */
export function sizesInWords(record: object, language: Language): string | undefined {
  const entries = Object.entries(record).slice(0, sizesMax);
  const isSizes = entries.every(
    ([name, count]) =>
      /^(?:\p{Lu}{1,4}|\d{2}(?:[-/]\d{2})?|one size)$/iu.test(name) &&
      (Number.isInteger(count) || count === undefined),
  );
  if (entries.length === 0 || !isSizes) return undefined;
  const ordered = entries.toSorted(([one], [other]) => placeOf(one) - placeOf(other));
  const none = { en: 'none', de: 'keine' }[language];
  const pieces = { en: 'pieces', de: 'Stück' }[language];
  return ordered
    .map(([name, count]) =>
      /one size/i.test(name) ? `${count || none} ${pieces}` : `${count || none} in ${name}`,
    )
    .join(', ');
}

const sizesMax = 16;
const sizes = ['XXS', 'XS', 'S', 'M', 'L', 'XL', 'XXL', 'XXXL'];
const placeOf = (size: string) =>
  sizes.includes(size) ? sizes.indexOf(size) : (Number.parseInt(size, 10) || 0) + sizes.length;

/** Days and hours to choose from, each day once: `Saturday 28 November 2026: 11:00, 12:00`. Undefined: these are none. */
export function timesInWords(items: readonly unknown[], language: Language): string | undefined {
  const times = items.map(timeIn);
  if (times.length === 0 || times.some((time) => time === undefined)) return undefined;
  const byDay = Map.groupBy(times, (time) => time?.day ?? '');
  return [...byDay]
    .map(([day, hours]) => {
      const list = hours.map((time) => hoursInWords(time?.from, time?.to, language)).filter(Boolean);
      return [dayInWords(day, language, true), list.join(', ')]
        .filter(Boolean)
        .join(list.length > 1 ? ': ' : ', ');
    })
    .join('; ');
}

function timeIn(item: unknown) {
  const { day, date = day, time, from = time, to, ...rest } = (item ?? {}) as Record<string, unknown>;
  if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(date) || Object.keys(rest).length > 0)
    return undefined;
  return {
    day: date,
    from: typeof from === 'string' ? from : undefined,
    to: typeof to === 'string' ? to : undefined,
  };
}

const hoursInWords = (from: string | undefined, to: string | undefined, language: Language) =>
  from && to ? `${from} ${language === 'de' ? 'bis' : 'to'} ${to}` : (from ?? '');
