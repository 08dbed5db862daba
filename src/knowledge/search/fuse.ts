import type { Candidate } from '../../database/knowledge-search.ts';

/** What two searches say of a passage together. */
export interface Fused {
  readonly id: string;
  /** More is better; comparable within one search only. */
  readonly score: number;
  readonly places: Places;
}

/** The passage's place in each search that found it. */
export interface Places {
  readonly words?: Place;
  readonly meaning?: Place;
}

interface Place {
  /** From 1. */
  readonly rank: number;
  /** What the search itself says: for words the more the better, for meaning the cosine. */
  readonly score: number;
}

/**
 * Both lists, best first, as one: reciprocal rank fusion. What stands high in either comes high, what stands in both
 * comes higher. Passages in the question's own language are preferred to the same in another.
 */
export function fuse(
  lists: Readonly<Record<keyof Places, readonly Candidate[]>>,
  configuration: string | undefined,
): readonly Fused[] {
  const fused = new Map<string, Fused>();
  for (const way of ['words', 'meaning'] as const)
    for (const [index, candidate] of lists[way].entries()) {
      const { id } = candidate;
      const share = candidate.configuration === configuration ? 1 : otherLanguage;
      const before = fused.get(id);
      const score = (before?.score ?? 0) + share / (rankOffset + index + 1);
      const place = { rank: index + 1, score: candidate.score };
      fused.set(id, { id, score, places: { ...before?.places, [way]: place } });
    }
  return [...fused.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** As in the paper that proposed it (Cormack and others, 2009): small enough that the first places count. */
const rankOffset = 60;
const otherLanguage = 0.9;
