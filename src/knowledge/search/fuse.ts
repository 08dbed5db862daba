import type { Candidate } from '../../database/knowledge-search.ts';

/**
 * Several lists, best first, as one: reciprocal rank fusion. What stands high in any comes high, what stands in all
 * comes higher. Passages in the question's own language are preferred to the same in another.
 */
export function fuse(
  lists: readonly (readonly Candidate[])[],
  configuration: string | undefined,
): readonly string[] {
  const scores = new Map<string, number>();
  for (const list of lists)
    for (const [rank, candidate] of list.entries()) {
      const share = candidate.configuration === configuration ? 1 : otherLanguage;
      scores.set(candidate.id, (scores.get(candidate.id) ?? 0) + share / (rankOffset + rank + 1));
    }
  return [...scores].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id);
}

/** As in the paper that proposed it (Cormack and others, 2009): small enough that the first places count. */
const rankOffset = 60;
const otherLanguage = 0.9;
