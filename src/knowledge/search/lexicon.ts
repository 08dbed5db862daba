import type { LexiconRow } from '../../database/knowledge-search.ts';
import { compounding } from '../text-search-configuration.ts';

/** The words that stand in a base, by which typing errors and compounds are understood. */
export interface Lexicon {
  /** Text search configurations of its passages. */
  readonly configurations: readonly string[];
  /** In how many passages a word stands; 0 for one that doesn't. */
  count(word: string): number;
  /** Words that begin with the same letter. */
  like(word: string): readonly string[];
  /** Words that begin so, of languages that write compounds as one word. */
  beginning(start: string): readonly string[];
  /** Words that end so, of the same languages. */
  ending(end: string): readonly string[];
}

/** A lexicon of these rows; each look-up takes no longer for more of them than their logarithm, and what it gives. */
export function createLexicon(configurations: readonly string[], rows: readonly LexiconRow[]): Lexicon {
  const counts = new Map<string, number>();
  for (const { word, passages } of rows) counts.set(word, (counts.get(word) ?? 0) + passages);
  const all = [...counts.keys()].filter(isPlain).sort(byCode);
  const compounds = [
    ...new Set(rows.filter(({ configuration }) => compounding.has(configuration)).map(({ word }) => word)),
  ].filter(isPlain);
  const forwards = compounds.toSorted(byCode);
  const backwards = compounds.map(reversed).sort(byCode);
  return {
    configurations,
    count: (word) => counts.get(word) ?? 0,
    like: (word) => rangeOf(all, word.slice(0, 1)),
    beginning: (start) => rangeOf(forwards, start),
    ending: (end) => rangeOf(backwards, reversed(end)).map(reversed),
  };
}

/** Numbers and codes are looked up as they are. */
const isPlain = (word: string) => /^\p{L}{3,}$/u.test(word);
const reversed = (word: string) => [...word].reverse().join('');
const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Those of a sorted list that begin so. */
function rangeOf(sorted: readonly string[], start: string): readonly string[] {
  const from = firstNotBelow(sorted, start);
  return sorted.slice(from, firstNotBelow(sorted, `${start}\uFFFF`));
}

function firstNotBelow(sorted: readonly string[], word: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}
