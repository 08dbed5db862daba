import type { Language } from '../words/language.ts';

/** One sentence that notes keep. */
export interface Kept {
  readonly kind: 'wish' | 'told' | 'open';
  readonly text: string;
  /** From 1; what is weightier stays longer. */
  readonly weight: number;
}

/** Notes as they are written down; never empty, since a conversation without content is worth knowing of, too. */
export function summaryText(items: readonly Kept[], language: Language): string {
  const sections = kinds.flatMap((kind) => {
    const texts = items.filter((item) => item.kind === kind).map(({ text }) => `- ${text}`);
    return texts.length === 0 ? [] : [`${headings[language][kind]}:\n${texts.join('\n')}`];
  });
  return sections.join('\n') || nothing[language];
}

/** The sentences of notes that were written so; other notes are kept sentence by sentence. */
export function summaryItems(summary: string): Kept[] {
  let kind: Kept['kind'] = 'told';
  const items: Kept[] = [];
  for (const raw of summary
    .slice(0, summaryMax)
    .split(/\n|(?<=[.!?])\s+(?=\p{Lu})/u)
    .slice(0, linesMax)) {
    const line = raw.trim();
    const heading = kinds.find((each) => Object.values(headings).some((named) => line === `${named[each]}:`));
    if (heading) kind = heading;
    else if (line && !Object.values(nothing).includes(line))
      items.push({ kind, text: line.replace(/^- /, ''), weight: /\d/.test(line) ? numberWeight : 3 });
  }
  return items;
}

const summaryMax = 8_000;
const linesMax = 60;
const numberWeight = 5;

const kinds = ['wish', 'told', 'open'] as const;

const headings: Readonly<Record<Language, Readonly<Record<Kept['kind'], string>>>> = {
  en: { wish: 'The customer said', told: 'They were told', open: 'Still open' },
  de: { wish: 'Anliegen', told: 'Gesagt und getan', open: 'Noch offen' },
};

const nothing: Readonly<Record<Language, string>> = {
  en: 'The customer has asked for nothing in particular so far.',
  de: 'Bisher gibt es kein bestimmtes Anliegen.',
};
