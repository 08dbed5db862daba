import type { FoundPassage } from './knowledge.ts';

export type KeptPassages = ReturnType<typeof createKeptPassages>;

interface Kept {
  readonly words: ReadonlySet<string>;
  readonly passages: readonly FoundPassage[];
  readonly atMs: number;
}

/**
 * What earlier questions found, for when the knowledge can't be searched: many customers ask the same. In memory, of
 * one worker, by base. `nowMs`: the clock, ms since the epoch.
 */
export function createKeptPassages(nowMs: () => number) {
  const byBase = new Map<string, Kept[]>();
  return {
    /** Keeps what was found, in place of what the same words found before. */
    keep(base: string, text: string, passages: readonly FoundPassage[]): void {
      const words = wordsIn(text);
      if (passages.length === 0 || words.size < sharedMin) return;
      const others = (byBase.get(base) ?? []).filter((kept) => likeness(words, kept.words) < 1);
      byBase.set(base, [...others, { words, passages, atMs: nowMs() }].slice(-questionsMax));
    },
    /** What the most similar question of late found; empty where none is similar. */
    find(base: string, text: string): readonly FoundPassage[] {
      const words = wordsIn(text);
      const since = nowMs() - ageMsMax;
      const ranked = (byBase.get(base) ?? [])
        .filter(({ atMs }) => atMs >= since)
        .map(({ passages, words: other }) => ({ passages, like: likeness(words, other) }))
        .sort((a, b) => b.like - a.like);
      const [best] = ranked;
      return best && best.like >= likenessMin ? best.passages : [];
    },
  };
}

/** The share of all their words that both have, where they share enough to mean the same. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared < sharedMin ? 0 : shared / (a.size + b.size - shared);
}

const wordsIn = (text: string): Set<string> =>
  new Set(
    text
      .slice(0, textMax)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{3,}/gu),
  );

const textMax = 2_000;
const sharedMin = 2;
const likenessMin = 0.5;
const questionsMax = 200;
/** Older answers may have been changed since. */
const ageMsMax = 24 * 3_600_000;
