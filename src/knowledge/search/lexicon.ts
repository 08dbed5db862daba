import type { LexiconRow } from '../../database/knowledge-search.ts';
import { openBreather } from '../breather.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import { compounding } from '../text-search-configuration.ts';

/** The words that stand in a base, by which typing errors and compounds are understood. */
export interface Lexicon {
  /** Text search configurations of its passages. */
  readonly configurations: readonly string[];
  /** In how many passages a word stands; 0 for one that doesn't. */
  count(word: string): number;
  /** Words that begin with the same letter and are longer or shorter by at most so many. */
  like(word: string, lettersMax: number): readonly string[];
  /** Words that begin so, of languages that write compounds as one word. At least `edgeMin` letters. */
  beginning(start: string): readonly string[];
  /** Words that end so, of the same languages. */
  ending(end: string): readonly string[];
}

/** By so many letters of their beginnings and ends words are kept together. */
const edgeMin = 4;

/** A lexicon of these rows, the most frequent words first. Others have their turn while it is made. */
export async function createLexicon(
  configurations: readonly string[],
  rows: readonly LexiconRow[],
): Promise<Lexicon> {
  const counts = new Map<string, number>();
  const [alike, starts, ends] = [createShelf(), createShelf(), createShelf()];
  const breathe = openBreather();
  for (const { word, passages, configuration } of rows) {
    await breathe();
    const before = counts.get(word);
    counts.set(word, (before ?? 0) + passages);
    if (!isPlain(word)) continue;
    alike.put(alikeKey(word, word.length), word);
    if (!compounding.has(configuration) || word.length < edgeMin) continue;
    starts.put(word.slice(0, edgeMin), word);
    ends.put(word.slice(-edgeMin), word);
  }
  return {
    configurations,
    count: (word) => counts.get(word) ?? 0,
    like: (word, lettersMax) =>
      Array.from({ length: 2 * lettersMax + 1 }, (_, at) => word.length - lettersMax + at).flatMap((length) =>
        alike.at(alikeKey(word, length)),
      ),
    beginning: (start) => starts.at(start.slice(0, edgeMin)).filter((word) => word.startsWith(start)),
    ending: (end) => ends.at(end.slice(-edgeMin)).filter((word) => word.endsWith(end)),
  };
}

/** Numbers and codes are looked up as they are. */
const isPlain = (word: string) => /^\p{L}{3,}$/u.test(word);

const alikeKey = (word: string, length: number) => `${length}${word.slice(0, 1)}`;

/** Words by a key, each once; of too many under one key the first ones. */
function createShelf() {
  const places = new Map<string, Set<string>>();
  return {
    put(key: string, word: string): void {
      const place = places.get(key) ?? new Set();
      if (place.size < knowledgeBounds.wordsPerShelfMax) places.set(key, place.add(word));
    },
    at: (key: string): string[] => [...(places.get(key) ?? [])],
  };
}
