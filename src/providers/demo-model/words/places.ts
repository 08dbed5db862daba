import { conceptsOfWord } from './concepts.ts';
import { wordsIn } from './words.ts';

/** Concepts that say where. */
export const places: ReadonlySet<string> = new Set([
  'austria',
  'germany',
  'switzerland',
  'vienna',
  'berlin',
  'hamburg',
]);

/** The words of a text that name a place, as they are written. */
export const placesIn = (text: string): string[] =>
  wordsIn(text).filter((word) => conceptsOfWord(word).some((concept) => places.has(concept)));
