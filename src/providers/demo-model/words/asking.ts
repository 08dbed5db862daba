import { conceptsOf, isConcept } from './concepts.ts';

/** Concepts that say how a thing is asked after, not which. */
export const asking: ReadonlySet<string> = new Set(
  'days price status start send question change order stock many free book'.split(' '),
);

/** What a question speaks of; "where is your shop?" asks after no parcel, though "where" mostly does. */
export function askedIn(question: string): ReadonlySet<string> {
  const concepts = new Set(conceptsOf(question));
  if (!concepts.has('status') || concepts.has('order') || !where.test(question)) return concepts;
  const isElse = [...concepts].some((concept) => isConcept(concept) && !asking.has(concept));
  if (isElse) concepts.delete('status');
  return concepts;
}

const where = /\b(?:where|wo|woher)\b/i;
