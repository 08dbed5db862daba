import { conceptsOf, isConcept, isGood } from '../words/concepts.ts';
import { fillers } from '../words/fillers.ts';
import type { Language } from '../words/language.ts';
import type { Passage } from './passages.ts';
import { sentencesIn } from './sentences.ts';

/** Sentences of one passage that answer a question. */
export interface Quote {
  readonly passage: Passage;
  readonly sentences: readonly string[];
  /** 0 to about 1: how much of what was asked they speak of. */
  readonly fit: number;
}

/** What a question speaks of, without the talk around it. */
export const keysOf = (question: string): string[] =>
  [...conceptsOf(question)].filter(
    (concept) => !fillers.has(concept) && (concept.length > 2 || isConcept(concept)),
  );

/** The sentences that answer a question best, in the asker's language if there are such; undefined if none fit. */
export function quoteFor(
  question: string,
  language: Language,
  passages: readonly Passage[],
): Quote | undefined {
  const keys = keysOf(question);
  if (keys.length === 0) return undefined;
  const read = passages.map(readPassage);
  const weigh = weightsOf(keys, read);
  const total = keys.reduce((sum, key) => sum + weigh(key), 0);
  const wanted = expectedIn(question);
  const quotes = read.map(({ passage, title, sentences }): Quote & { score: number } => {
    const scored = sentences.map(({ text, concepts }) => {
      const said = keys.filter((key) => concepts.has(key)).reduce((sum, key) => sum + weigh(key), 0);
      const named = keys
        .filter((key) => title.has(key) && !concepts.has(key))
        .reduce((sum, key) => sum + weigh(key), 0);
      const share = (said + titleShare * named) / total;
      return { text, share, score: share + (wanted?.test(text) ? expectedBonus : 0) };
    });
    const best = scored.reduce(
      (most, one, index) => (one.score > (scored[most]?.score ?? 0) ? index : most),
      0,
    );
    const top = scored[best]?.score ?? 0;
    // What everything in a passage adds up to tells which passage; its best sentence tells whether it answers.
    const spoken = new Set(sentences.flatMap(({ concepts }) => [...concepts]));
    const covered =
      keys.filter((key) => spoken.has(key) || title.has(key)).reduce((sum, key) => sum + weigh(key), 0) /
      total;
    const headline = keys.filter((key) => title.has(key)).reduce((sum, key) => sum + weigh(key), 0) / total;
    const ours = passage.language === language ? 1 : foreignShare;
    return {
      passage,
      sentences: around(scored, best),
      fit: covered,
      score: (top + covered + headlineShare * headline) * ours,
    };
  });
  return quotes
    .filter(({ fit, sentences }) => fit >= fitMin && sentences.length > 0)
    .sort((one, other) => other.score - one.score)[0];
}

const titleShare = 0.6;
const expectedBonus = 0.35;
const foreignShare = 0.6;
const headlineShare = 0.3;
const fitMin = 0.5;

function readPassage(passage: Passage) {
  const sentences = sentencesIn(passage.text).map((text) => ({ text, concepts: conceptsOf(text) }));
  return { passage, title: conceptsOf(passage.title), sentences };
}

/** What few passages speak of says more; and what no shop speaks of has to be there. */
function weightsOf(keys: readonly string[], read: readonly ReturnType<typeof readPassage>[]) {
  const counts = new Map(
    keys.map((key) => [
      key,
      read.filter(
        ({ title, sentences }) => title.has(key) || sentences.some(({ concepts }) => concepts.has(key)),
      ).length,
    ]),
  );
  return (key: string) => Math.log(1 + (read.length + 1) / ((counts.get(key) ?? 0) + 1)) * shareOf(key);
}

/** How a thing is asked after weighs less than the thing. */
const shareOf = (key: string) => (asking.has(key) ? 0.5 : isConcept(key) || isGood(key) ? 1 : 0.75);
const asking = new Set([
  'days',
  'price',
  'status',
  'start',
  'send',
  'question',
  'change',
  'order',
  'stock',
  'many',
  'free',
  'book',
]);

/** What the answer to such a question has in it. */
function expectedIn(question: string): RegExp | undefined {
  return expectations.find(([asked]) => asked.test(question))?.[1];
}

const expectations: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:how long|how many days|how fast|by when|until when|wie lange?|bis wann|wie viele tage|wie schnell|wann)\b/i,
    /\d+\s?(?:to |bis |–|-)?\s?\d*\s?(?:working |business |calendar )?(?:days?|weeks?|months?|hours?|years?|tagen?|werktagen?|wochen?|monaten?|stunden?|jahren?)\b|\b(?:within|innerhalb)\b/i,
  ],
  [
    /\b(?:how much|what does|costs?|price|fee|pay|free|wie ?viel|kostet|kosten|preis)\b|kosten\b|zahle/i,
    /[€$£]|\beur(?:o|os)?\b|\bfree\b|kostenlos|kostenfrei|gratis/i,
  ],
  [
    /\b(?:when|open|hours|opening|geöffnet|öffnungszeiten|offen|auf)\b/i,
    /\b\d{1,2}(?::\d{2})?\s?(?:am|pm|uhr|[–-])|\b(?:monday|montag|saturday|samstag|sunday|sonntag)/i,
  ],
];

/** The best sentence, and those beside it that speak of it too. */
function around(scored: readonly { text: string; share: number; score: number }[], best: number): string[] {
  const top = scored[best];
  if (!top || top.score <= 0) return [];
  const kept = [best];
  for (const beside of [best + 1, best + 2, best - 1])
    if (kept.length < sentencesMax && (scored[beside]?.share ?? 0) >= top.share * besideShare)
      kept.push(beside);
  const texts = kept.sort((one, other) => one - other).map((index) => scored[index]?.text ?? '');
  // A lone "Yes." or heading says little, so the next sentence comes along.
  const next = scored[best + 1]?.text;
  return texts.length === 1 && top.text.length < shortMax && next ? [...texts, next] : texts;
}

const sentencesMax = 3;
const besideShare = 0.75;
const shortMax = 45;
