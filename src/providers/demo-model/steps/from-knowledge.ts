import { keysOf, quoteFor } from '../passages/quote.ts';
import { readFound, readGiven } from '../passages/read-passages.ts';
import type { Means, Step } from './step.ts';

/**
 * What is written down about a part: a quote that surely answers it, else a search, else what there is. `question` is
 * the part in whole words, where it leaves out what was said before; `lookedUp` is what a search is given.
 */
export function fromKnowledge(
  question: string,
  { scene, partsCount, search, found }: Means,
  lookedUp: string = question,
): Step | undefined {
  if (keysOf(question).length === 0) return undefined;
  const query = queryFor(lookedUp);
  const own = found.filter(({ args }) => args.query === query);
  // What was looked up for the whole message is in no order for one of its parts.
  const isOrdered = partsCount === 1 && own.length === 0 && lookedUp === question;
  const sources = [
    ...readGiven(scene).map((passage, index) => ({ passage, rank: isOrdered ? index : undefined })),
    ...own
      .flatMap(readFound)
      .map((passage, index) => ({ passage, rank: lookedUp === question ? index : undefined })),
  ];
  const quote = quoteFor(question, scene.language, sources);
  if (quote?.isSure) return { kind: 'quote', quote };
  if (search && own.length === 0) return { kind: 'search', tool: search, query };
  return quote && { kind: 'quote', quote };
}

/** Without what is only talk. */
const queryFor = (question: string) => question.replace(/\s+/g, ' ').trim().slice(0, queryMax);

const queryMax = 200;
