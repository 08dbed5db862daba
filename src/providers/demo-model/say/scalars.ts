import type { Language } from '../words/language.ts';
import { wordsIn } from '../words/words.ts';
import { germanWord } from './data-labels.ts';

/** A single value as a person would say it; `key` is the name of its field. */
export function scalarInWords(key: string, value: unknown, language: Language): string {
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

/** `24 November 2026`, of an ISO 8601 date or time; with the day of the week if wanted. Other texts stay. */
export function dayInWords(text: string, language: Language, weekday = false): string {
  const day = new Date(text);
  if (Number.isNaN(day.getTime())) return text;
  return day.toLocaleDateString(language === 'de' ? 'de-DE' : 'en-GB', {
    ...(weekday && { weekday: 'long' }),
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
  });
}

/** A sum in a text of a program's, `5900 cents`, as one says it: `59.00 €`. */
export const withMoney = (text: string, language: Language) =>
  text.replace(/\b(\d{1,9}) cents\b/g, (_, cents: string) => money(Number(cents) / 100, language));
