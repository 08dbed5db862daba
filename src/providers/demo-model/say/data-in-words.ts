import type { Language } from '../words/language.ts';
import { wordsIn } from '../words/words.ts';

/** Data as a person would say it: `status shipped, total 59.00 €, arrives on 24 November 2026`. */
export function dataInWords(data: unknown, language: Language): string {
  return inWords('', data, language, 0).slice(0, wordsMax);
}

const wordsMax = 1_500;
const depthMax = 4;
const itemsMax = 5;

function inWords(key: string, value: unknown, language: Language, depth: number): string {
  if (depth > depthMax || value === null || value === undefined) return '';
  if (Array.isArray(value)) return listInWords(key, value, language, depth);
  if (typeof value === 'object') return fieldsOf(value, language, depth).join(', ');
  return scalarInWords(key, value, language);
}

/** Each field with its label. What stands alone, or is a group at the top, needs none. */
function fieldsOf(record: object, language: Language, depth: number): string[] {
  const fields = Object.entries(record).filter(([name]) => !quiet.has(name));
  return fields.flatMap(([name, value]) => {
    const words = inWords(name, value, language, depth + 1);
    if (words === '') return [];
    const isGroup = typeof value === 'object';
    if (isGroup && depth === 0 && (fields.length === 1 || !Array.isArray(value))) return [words];
    return [`${labelOf(name, language)} ${words}`];
  });
}

/** Fields that say something to programs only. */
const quiet = new Set(['found', 'ok', 'outcome', 'note']);

function listInWords(key: string, items: readonly unknown[], language: Language, depth: number): string {
  const shown = items.slice(0, itemsMax).map((item) => itemInWords(key, item, language, depth + 1));
  return shown.filter(Boolean).join('; ') + (items.length > itemsMax ? ' …' : '');
}

/** `Linen shirt (size M, price 59.00 €)`: what comes first is taken for the item's name. */
function itemInWords(key: string, item: unknown, language: Language, depth: number): string {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return inWords(key, item, language, depth);
  const [first, ...rest] = Object.entries(item);
  if (!first) return '';
  const details = fieldsOf(Object.fromEntries(rest), language, depth).join(', ');
  return inWords(first[0], first[1], language, depth) + (details ? ` (${details})` : '');
}

function scalarInWords(key: string, value: unknown, language: Language): string {
  if (typeof value === 'boolean') return (value ? yes : no)[language];
  if (typeof value === 'number' && /cents$/i.test(key)) return money(value / 100, language);
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}(T|$)/.test(text)) return dayInWords(text, language);
  return language === 'de' ? (germanWords[text.toLowerCase()] ?? text) : text.replaceAll('_', ' ');
}

const yes = { en: 'yes', de: 'ja' };
const no = { en: 'no', de: 'nein' };

const money = (amount: number, language: Language) =>
  `${amount.toFixed(2).replace('.', language === 'de' ? ',' : '.')} €`;

function dayInWords(text: string, language: Language): string {
  const day = new Date(text);
  if (Number.isNaN(day.getTime())) return text;
  return day.toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
}

function labelOf(name: string, language: Language): string {
  // Short capitals, such as a size, are names of their own.
  if (/^\p{Lu}{1,3}$/u.test(name)) return name;
  const words = wordsIn(name).map((word) => word.toLowerCase());
  const label = words.filter((word) => word !== 'cents').join(' ');
  return language === 'de' ? (germanWords[label] ?? label) : label.replace(/\bid$/, 'number');
}

const germanWords: Readonly<Record<string, string>> = {
  id: 'Nummer',
  'order id': 'Bestellnummer',
  'refund id': 'Erstattungsnummer',
  amount: 'Betrag',
  total: 'Summe',
  price: 'Preis',
  status: 'Status',
  items: 'Artikel',
  size: 'Größe',
  pieces: 'Stück',
  stock: 'Bestand',
  matches: 'Treffer',
  slots: 'Termine',
  from: 'von',
  to: 'bis',
  'ordered on': 'bestellt am',
  'arrives on': 'Ankunft am',
  packing: 'wird gepackt',
  shipped: 'versandt',
  delivered: 'zugestellt',
  cancelled: 'storniert',
  refunded: 'erstattet',
  pending: 'offen',
};
