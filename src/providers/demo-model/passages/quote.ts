import { askedIn, asking } from '../words/asking.ts';
import { isConcept, isGood } from '../words/concepts.ts';
import { fillers } from '../words/fillers.ts';
import type { Language } from '../words/language.ts';
import { places } from '../words/places.ts';
import { expectedIn } from './expected.ts';
import type { ReadPassage, ReadSentence } from './read-passages.ts';
import { createKeyBits } from './speaks-of.ts';

/** Sentences of one passage that answer a question. */
export interface Quote {
  readonly passage: ReadPassage;
  readonly sentences: readonly string[];
  /** Whether they speak of all that was asked, and in the form that such an answer has. */
  readonly isSure: boolean;
}

/** What a question speaks of, without the talk around it. */
export const keysOf = (question: string): string[] =>
  [...askedIn(question)].filter(
    (concept) => !fillers.has(concept) && (concept.length > 2 || isConcept(concept)),
  );

/** Where a quote may come from. */
export interface Source {
  readonly passage: ReadPassage;
  /** Its place in the list that a search for just this gave, from 0; undefined where it came with others. */
  readonly rank: number | undefined;
}

/** The sentences that answer a question best, in the asker's language if there are such; undefined if none fit. */
export function quoteFor(
  question: string,
  language: Language,
  sources: readonly Source[],
): Quote | undefined {
  const keys = keysOf(question).slice(0, keysMax);
  if (keys.length === 0) return undefined;
  const distinct = [...new Map(sources.map((source) => [source.passage.number, source])).values()];
  const bitsOf = createKeyBits(keys);
  const share = shareOf(keys, weightsOf(keys, distinct, bitsOf));
  const core = bitsOf(new Set(keys.filter((key) => isConcept(key) && !isGood(key) && !asking.has(key))));
  const expected = expectedIn(question);
  const quotes = distinct.flatMap(({ passage, rank = unranked }) =>
    passage.sections.flatMap(({ heading, sentences }) => {
      const topic = bitsOf(heading);
      const title = topic | bitsOf(passage.titleConcepts);
      const bits = sentences.map(({ concepts }) => bitsOf(concepts));
      const shares = bits.map(share);
      return sentences.flatMap((_, index) => {
        if (bits[index] === 0 && (index > 0 || topic === 0)) return [];
        const quoted = around(sentences, shares, index);
        const said = quoted.reduce((all, at) => all | (bits[at] ?? 0), 0);
        const meets = !expected || quoted.some((at) => expected.test(sentences[at]?.text ?? ''));
        const isOnTopic = core === 0 || (core & (said | title)) !== 0;
        const covered = isOnTopic ? share(said | title) : 0;
        const score =
          saidShare * share(said) +
          headingShare * share(said | topic) +
          titleShare * covered +
          topicShare * share(title) +
          (meets ? expectedBonus : 0) +
          (rankBonus[rank] ?? 0) +
          (index === 0 ? firstBonus : 0);
        return {
          ...{ passage, rank, covered, isSure: meets && isSureOf(rank, covered, share(title)) },
          sentences: quoted.map((at) => sentences[at]?.text ?? ''),
          score: score * (passage.language === language ? 1 : foreignShare),
        };
      });
    }),
  );
  const [best] = quotes
    .filter(({ covered, rank }) => covered >= (rank <= 1 ? trustedCoveredMin : coveredMin))
    .toSorted((one, other) => other.score - one.score);
  return best && { passage: best.passage, isSure: best.isSure, sentences: best.sentences };
}

const unranked = Number.POSITIVE_INFINITY;
const keysMax = 24;
const saidShare = 0.9;
const headingShare = 0.8;
const titleShare = 0.5;
const topicShare = 0.8;
const expectedBonus = 0.9;
const rankBonus = [0.4, 0.3, 0.2, 0.1];
const firstBonus = 0.1;
const foreignShare = 0.6;
const coveredMin = 0.45;
const trustedCoveredMin = 0.3;
const trustedMin = 0.6;
const sureMin = 0.75;
const topicMin = 0.45;

/** What a search for just this gave first is trusted more than what lies about. */
const isSureOf = (rank: number, covered: number, onTopic: number) =>
  rank <= 1 ? covered >= trustedMin : covered >= sureMin && onTopic >= topicMin;

/** From 0 to 1: how much of what was asked the keys of these bits are. */
function shareOf(keys: readonly string[], weigh: (key: string) => number) {
  const weights = keys.map(weigh);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (bits: number) =>
    weights.reduce((sum, weight, index) => sum + (bits & (1 << index) ? weight : 0), 0) / total;
}

/** What few passages speak of says more; and what no shop speaks of has to be there. */
function weightsOf(
  keys: readonly string[],
  sources: readonly Source[],
  bitsOf: ReturnType<typeof createKeyBits>,
) {
  const spoken = sources.map(({ passage: { titleConcepts, sections } }) =>
    sections
      .flatMap(({ sentences }) => sentences)
      .reduce((all, { concepts }) => all | bitsOf(concepts), bitsOf(titleConcepts)),
  );
  return (key: string) => {
    const bit = 1 << keys.indexOf(key);
    const count = spoken.filter((bits) => bits & bit).length;
    return Math.log(1 + (sources.length + 1) / (count + 1)) * importanceOf(key);
  };
}

/** How a thing is asked after weighs less than the thing. */
const importanceOf = (key: string) => {
  if (asking.has(key)) return 0.5;
  if (isGood(key)) return 0.6;
  if (places.has(key)) return 1.5;
  return isConcept(key) ? 1 : 0.75;
};

/** The places of a sentence, of what it leans on before it, and of what belongs to it after; of rows that say as much. */
function around(sentences: readonly ReadSentence[], shares: readonly number[], index: number): number[] {
  const own = sentences[index];
  const share = shares[index] ?? 0;
  if (own?.isRow)
    return [...sentences.keys()]
      .filter((at) => at === index || (sentences[at]?.isRow && shares[at] === share))
      .slice(0, rowsMax);
  const before = sentences[index - 1];
  const kept = before && !before.isRow && leans.test(own?.text ?? '') ? [index - 1, index] : [index];
  for (let at = index + 1; kept.length < sentencesMax; at += 1) {
    const next = sentences[at];
    const length = kept.reduce((sum, each) => sum + (sentences[each]?.text.length ?? 0), 0);
    if (!next || next.isRow || length + next.text.length > quoteTextMax) break;
    const belongs = leans.test(next.text) || (shares[at] ?? 0) >= share * besideShare;
    if (!belongs && kept.length > 1) break;
    kept.push(at);
  }
  return kept;
}

/** A sentence that says little without the one before it. */
const leans =
  /^(?:it|they|this|that|these|those|then|also|above|after that|before that|otherwise|the (?:latter|former)|without it|er|sie|es|dies\w*|das|dann|danach|davor|auch|darüber|darunter|sonst|andernfalls|darin|dafür|ohne)\b/i;
const sentencesMax = 3;
const rowsMax = 4;
const besideShare = 0.75;
/** In UTF-16 units. */
const quoteTextMax = 320;
