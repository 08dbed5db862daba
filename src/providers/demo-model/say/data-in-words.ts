import type { Language } from '../words/language.ts';
import { labelOf } from './data-labels.ts';
import { itemIn, sizesInWords, timesInWords } from './items.ts';
import { scalarInWords } from './scalars.ts';

/** Data as a person would say it: `order A-1001, shipped, total 59.00 €, arrives on 24 November 2026`. */
export function dataInWords(data: unknown, language: Language): string {
  return valueInWords('', data, language, 0).slice(0, wordsMax);
}

const wordsMax = 1_800;
const depthMax = 4;
const itemsMax = 20;
/** From so many on, what there is of each size is left out. */
const manyItems = 6;

function valueInWords(key: string, value: unknown, language: Language, depth: number): string {
  if (depth > depthMax || value === null || value === undefined) return '';
  if (Array.isArray(value)) return listInWords(value, language, depth);
  if (typeof value !== 'object') return scalarInWords(key, value, language);
  return (
    timesInWords([value], language) ??
    sizesInWords(value, language) ??
    fieldsOf(key, value, language, depth).join(', ')
  );
}

/** The list of items, days or values, in one line. */
export function listInWords(items: readonly unknown[], language: Language, depth = 0): string {
  const times = timesInWords(items, language);
  if (times !== undefined) return times;
  const shown = items
    .slice(0, itemsMax)
    .map((item) => itemInWords(item, language, depth + 1, items.length < manyItems));
  return shown.filter(Boolean).join('; ') + (items.length > itemsMax ? ' …' : '');
}

/** `2 × Linen shirt (M, 59.00 €)`; what is there of each size comes last: `Rain jacket (129.00 €): 3 in M`. */
function itemInWords(item: unknown, language: Language, depth: number, isDetailed: boolean): string {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return valueInWords('', item, language, depth);
  const found = itemIn(item as Record<string, unknown>);
  if (!found) return valueInWords('', item, language, depth);
  const { name, pieces, rest } = found;
  const sizes = Object.entries(rest).find(([, value]) => isRecord(value) && sizesInWords(value, language));
  const others = Object.fromEntries(Object.entries(rest).filter(([key]) => key !== sizes?.[0]));
  const details = fieldsOf('', others, language, depth).join(', ');
  return [
    pieces === undefined ? '' : `${pieces} × `,
    name,
    details ? ` (${details})` : '',
    sizes && isDetailed ? `: ${sizesInWords(sizes[1] as object, language)}` : '',
  ].join('');
}

/** Each field with its label; numbers of things come first. What stands alone, or is a group at the top, needs none. */
export function fieldsOf(key: string, record: object, language: Language, depth = 0): string[] {
  const fields = Object.entries(withAddress(record))
    .filter(([name]) => !quiet.has(name))
    .toSorted(([one], [other]) => Number(isId(other)) - Number(isId(one)))
    .slice(0, fieldsMax);
  return fields.flatMap(([name, value]) => {
    const words = valueInWords(name, value, language, depth + 1);
    if (words === '') return [];
    if (name === 'id' && key) return [`${labelOf(key, language)} ${words}`];
    if (unlabelled.has(name) || (depth > 0 && /^price/i.test(name))) return [words];
    const isGroup = typeof value === 'object';
    if (isGroup && depth === 0 && (fields.length === 1 || !Array.isArray(value))) return [words];
    return [`${labelOf(name, language)} ${words}`];
  });
}

/** Street, postcode and town as one writes them, in one field. */
export function withAddress(record: object): object {
  const { street, postcode, city, ...rest } = record as Record<string, unknown>;
  if (typeof street !== 'string' || typeof postcode !== 'string' || typeof city !== 'string') return record;
  return { ...rest, address: `${street}, ${postcode} ${city}` };
}

const isId = (name: string) => /(?:^id|Id|_id)$/.test(name);
const fieldsMax = 20;

/** Fields that say something to programs only. */
const quiet = new Set(['found', 'ok', 'outcome', 'note', 'done', 'booked', 'success']);
/** What such values are is plain. */
const unlabelled = new Set(
  'status stock size day date time store address street postcode city country'.split(' '),
);

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
