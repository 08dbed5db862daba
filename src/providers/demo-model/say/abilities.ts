import type { ToolKind } from '../tools/tool-kind.ts';
import { conceptsOf } from '../words/concepts.ts';
import { topicsIn } from '../words/labels.ts';
import type { Language } from '../words/language.ts';
import { wordsIn } from '../words/words.ts';

/** What these tools let us do, in a list for customers; empty where they let us do nothing. */
export function abilitiesIn(kinds: readonly ToolKind[], language: Language): string {
  const shown = kinds
    .filter(({ isHandoff, isQuestion, tool }) => !isHandoff && !isQuestion && !hidden.test(tool.name))
    .slice(0, abilitiesMax);
  const others = kinds
    .filter(({ isHandoff, isQuestion }) => isHandoff || isQuestion)
    .flatMap((kind) => topicsOf(kind, language));
  const help = { en: 'help with ', de: 'helfen bei ' }[language] + [...new Set(others)].join(', ');
  const own = shown.map((kind) => abilityOf(kind, language));
  return [...new Set([...own, ...(others.length > 0 ? [help] : [])])].join(', ');
}

/** What a colleague of ours is there for. */
const topicsOf = ({ tool }: ToolKind, language: Language) =>
  topicsIn(conceptsOf(tool.description.split('It is for:')[1]?.slice(0, descriptionMax) ?? ''), language);
const descriptionMax = 700;

const hidden = /follow_?up/i;
const abilitiesMax = 14;

/** What a tool is good for: `look up orders`. */
export function abilityOf(kind: ToolKind, language: Language): string {
  const { tool, actions, isSearch } = kind;
  if (isSearch) return { en: 'answer questions', de: 'Fragen beantworten' }[language];
  if (actions.length > 0) return deedOf(kind, language);
  const words = wordsIn(tool.name).map((word) => word.toLowerCase());
  const thing = words.filter((word) => !readingVerbs.has(word)).join(' ');
  if (language === 'en') return words[0] === 'my' ? `list your ${thing}` : `look up ${plural(thing)}`;
  const german = germanNouns.find(([word]) => thing.includes(word))?.[1].many ?? thing;
  return `${german} nachsehen`;
}

const readingVerbs = new Set(['find', 'check', 'list', 'get', 'show', 'my', 'look', 'up']);
const plural = (thing: string) => (/(?:s|stock)$/.test(thing) ? thing : `${thing}s`);

/** What a tool does, as one says it: `cancel an order`, or of one that is named, `cancel the order`. */
export function deedOf({ tool, actions }: ToolKind, language: Language, of: 'any' | 'this' = 'any'): string {
  const [verb = '', ...rest] = wordsIn(tool.name).map((word) => word.toLowerCase());
  const thing = rest.join(' ');
  if (language === 'en') {
    const article = of === 'this' ? 'the' : /^[aeiou]/.test(thing) ? 'an' : 'a';
    return thing ? `${verb} ${article} ${thing}` : verb;
  }
  const done = actions.map((action) => germanVerbs[action]).find(Boolean);
  const noun = germanNouns.find(([word]) => thing.includes(word))?.[1].one;
  const named = of === 'this' ? noun?.replace(/^ein(?=e )/, 'di').replace(/^einen /, 'den ') : noun;
  return [named ?? thing, done ?? verb].filter(Boolean).join(' ');
}

/** By a word of the tool's name; the more telling first. */
const germanNouns: readonly (readonly [
  word: string,
  noun: { readonly one: string; readonly many: string },
])[] = [
  ['slot', { one: 'einen Liefertermin', many: 'Liefertermine' }],
  ['invoice', { one: 'eine Rechnung', many: 'Rechnungen' }],
  ['appointment', { one: 'einen Termin', many: 'freie Termine' }],
  ['address', { one: 'eine Adresse', many: 'Adressen' }],
  ['return', { one: 'eine Rücksendung', many: 'Rücksendungen' }],
  ['stock', { one: 'den Bestand', many: 'den Bestand' }],
  ['article', { one: 'einen Artikel', many: 'Artikel' }],
  ['order', { one: 'eine Bestellung', many: 'Bestellungen' }],
];

const germanVerbs: Readonly<Record<string, string>> = {
  refund: 'erstatten',
  cancel: 'stornieren',
  book: 'buchen',
  change: 'ändern',
  send: 'zusenden',
  return: 'anmelden',
  start: 'anmelden',
  exchange: 'umtauschen',
};
