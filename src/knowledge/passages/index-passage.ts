import { createHash } from 'node:crypto';
import { foldWord, wordsOf } from '../words.ts';
import type { Passage } from './cut-passages.ts';

/** A passage with the words by which it is found, each list with spaces between. */
export interface IndexedPassage {
  readonly title: string;
  readonly text: string;
  readonly documentWords: string;
  readonly keywordWords: string;
  readonly headingWords: string;
  readonly textWords: string;
  /** Every word once, without accents. */
  readonly plainWords: string;
  readonly wordsCount: number;
  /** SHA-256, hex, of what is embedded of it: `embeddedText`. */
  readonly vectorKey: string;
}

/** What searches need of a passage; costly, so it is done where it holds up nobody. */
export function indexPassage(
  { title, headings, text }: Passage,
  document: { readonly title: string; readonly keywords: string },
): IndexedPassage {
  const name = wordsOf(document.title);
  const keywords = wordsOf(document.keywords);
  const heading = wordsOf(headings);
  const body = wordsOf(withoutAddresses(text));
  const plain = new Set([...name, ...keywords, ...heading, ...body].map(foldWord));
  return {
    title,
    text,
    documentWords: name.join(' '),
    keywordWords: keywords.join(' '),
    headingWords: heading.join(' '),
    textWords: body.join(' '),
    plainWords: [...plain].join(' '),
    wordsCount: heading.length + body.length,
    vectorKey: createHash('sha256').update(embeddedText({ title, text })).digest('hex'),
  };
}

/** The text that a vector stands for. */
export const embeddedText = ({ title, text }: { readonly title: string; readonly text: string }) =>
  `${title}\n\n${text}`;

/** Nobody asks for a part of a link's address; such parts would only look like words that are rare. */
const withoutAddresses = (text: string) => text.replace(/\bhttps?:\/\/[^\s)>\]]+/gi, ' ');
