import type { Language } from '../words/language.ts';
import { wordsIn } from '../words/words.ts';
import { germanWord, labelOf } from './data-labels.ts';

/** Data as a person would say it: `order A-1001, shipped, total 59.00 €, arrives on 24 November 2026`. */
export function dataInWords(data: unknown, language: Language): string {
  return inWords('', data, language, 0).slice(0, wordsMax);
}

const wordsMax = 1_500;
const depthMax = 4;
const itemsMax = 6;

function inWords(key: string, value: unknown, language: Language, depth: number): string {
  if (depth > depthMax || value === null || value === undefined) return '';
  if (Array.isArray(value)) return listInWords(key, value, language, depth);
  if (typeof value === 'object') return recordInWords(key, value, language, depth);
  return scalarInWords(key, value, language);
}

function recordInWords(key: string, record: object, language: Language, depth: number): string {
  const { day, from, to } = record as Record<string, unknown>;
  if (typeof day === 'string' && typeof from === 'string' && typeof to === 'string')
    return `${dayInWords(day, language)}, ${from} ${language === 'de' ? 'bis' : 'to'} ${to}`;
  return sizesInWords(record, language) ?? fieldsOf(key, record, language, depth).join(', ');
}

/** `3 in M, none in L` */
function sizesInWords(record: object, language: Language): string | undefined {
  const entries = Object.entries(record).slice(0, sizesMax);
  const isSizes = entries.every(
    ([name, count]) =>
      /^(?:\p{Lu}{1,4}|\d{2}(?:[-/]\d{2})?)$/u.test(name) && (Number.isInteger(count) || count === undefined),
  );
  if (entries.length === 0 || !isSizes) return undefined;
  const none = language === 'de' ? 'nichts' : 'none';
  return entries.map(([name, count]) => `${count || none} in ${name}`).join(', ');
}

const sizesMax = 16;

/** Each field with its label. What stands alone, or is a group at the top, needs none. */
function fieldsOf(key: string, record: object, language: Language, depth: number): string[] {
  const fields = Object.entries(record)
    .filter(([name]) => !quiet.has(name))
    .slice(0, fieldsMax);
  return fields.flatMap(([name, value]) => {
    const words = inWords(name, value, language, depth + 1);
    if (words === '') return [];
    if (name === 'id' && key) return [`${labelOf(key, language)} ${words}`];
    if (name === 'status' || name === 'stock') return [words];
    const isGroup = typeof value === 'object';
    if (isGroup && depth === 0 && (fields.length === 1 || !Array.isArray(value))) return [words];
    return [`${labelOf(name, language)} ${words}`];
  });
}

const fieldsMax = 20;

/** Fields that say something to programs only. */
const quiet = new Set(['found', 'ok', 'outcome', 'note', 'done', 'booked', 'success']);

function listInWords(key: string, items: readonly unknown[], language: Language, depth: number): string {
  const shown = items.slice(0, itemsMax).map((item) => itemInWords(key, item, language, depth + 1));
  return shown.filter(Boolean).join('; ') + (items.length > itemsMax ? ' …' : '');
}

/** `Linen shirt (size M, 59.00 €)`: what comes first is taken for the item's name. */
function itemInWords(key: string, item: unknown, language: Language, depth: number): string {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return inWords(key, item, language, depth);
  if ('day' in item && 'from' in item) return inWords(key, item, language, depth);
  const [first, ...rest] = Object.entries(item);
  if (!first) return '';
  const details = fieldsOf('', Object.fromEntries(rest), language, depth)
    .map((detail) => detail.replace(/^(?:price|Preis) /, ''))
    .join(', ');
  return inWords(first[0], first[1], language, depth) + (details ? ` (${details})` : '');
}

function scalarInWords(key: string, value: unknown, language: Language): string {
  if (typeof value === 'boolean') return (value ? yes : no)[language];
  if (typeof value === 'number' && /cents$/i.test(key)) return money(value / 100, language);
  const text = String(value).slice(0, textMax);
  if (/^\d{4}-\d{2}-\d{2}(T|$)/.test(text)) return dayInWords(text, language);
  if (language === 'de') return germanWord(text) ?? text;
  // A program's word, not one of an address or a name.
  return /^[a-z]+(?:_[a-z]+)+$/.test(text) ? wordsIn(text).join(' ') : text;
}

const textMax = 400;
const yes = { en: 'yes', de: 'ja' };
const no = { en: 'no', de: 'nein' };

const money = (amount: number, language: Language) =>
  `${amount.toFixed(2).replace('.', language === 'de' ? ',' : '.')} €`;

/** `24 November 2026`, of an ISO 8601 date or time; other texts stay. */
export function dayInWords(text: string, language: Language): string {
  const day = new Date(text);
  if (Number.isNaN(day.getTime())) return text;
  return day.toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
}
