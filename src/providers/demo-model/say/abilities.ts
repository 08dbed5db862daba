import type { ToolKind } from '../tools/tool-kind.ts';
import type { Language } from '../words/language.ts';
import { wordsIn } from '../words/words.ts';

/** What these tools let us do, in a list for customers; empty where they let us do nothing. */
export function abilitiesIn(kinds: readonly ToolKind[], language: Language): string {
  const shown = kinds
    .filter(({ isHandoff, tool }) => !isHandoff && !hidden.test(tool.name))
    .slice(0, abilitiesMax);
  return [...new Set(shown.map((kind) => abilityOf(kind, language)))].join(', ');
}

const hidden = /follow_?up/i;
const abilitiesMax = 12;

function abilityOf({ tool, actions, names, isSearch }: ToolKind, language: Language): string {
  const words = wordsIn(tool.name).join(' ').toLowerCase();
  if (language === 'en')
    return isSearch
      ? 'answer questions'
      : words.replace(/^(find|check|my) /, (verb) => englishVerbs[verb] ?? verb);
  if (isSearch) return 'Fragen beantworten';
  const noun = names.map((name) => germanNouns[name]).find(Boolean);
  const verb = actions.map((action) => germanVerbs[action]).find(Boolean) ?? 'nachsehen';
  if (noun) return `${noun} ${verb}`;
  const alone = actions.map((action) => germanNouns[action]).find(Boolean);
  return alone ? `${alone} ${verb}` : words;
}

const englishVerbs: Readonly<Record<string, string>> = {
  'find ': 'look up an ',
  'check ': 'check the ',
  'my ': 'list your ',
};

const germanNouns: Readonly<Record<string, string>> = {
  slot: 'Liefertermine',
  invoice: 'Rechnungen',
  appointment: 'Termine',
  address: 'Adressen',
  return: 'Rückgaben',
  stock: 'Bestand',
  delivery: 'Lieferungen',
  order: 'Bestellungen',
};
const germanVerbs: Readonly<Record<string, string>> = {
  refund: 'erstatten',
  cancel: 'stornieren',
  book: 'buchen',
  change: 'ändern',
  send: 'zusenden',
  return: 'anmelden',
  exchange: 'umtauschen',
};
