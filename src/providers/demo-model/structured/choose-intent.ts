import { looksHostile, talkIn } from '../small-talk.ts';
import { conceptsOf, isConcept, isGood } from '../words/concepts.ts';
import { fillers } from '../words/fillers.ts';
import { languageTagOf } from '../words/language.ts';
import { moodOf } from '../words/mood.ts';
import { goesOn, partsOf } from '../words/parts.ts';
import { fold } from '../words/words.ts';
import { type Intent, intentsIn } from './intents-in.ts';

interface Asked {
  /** Lists the intents, one a line. */
  readonly system: string;
  readonly intents: readonly string[];
  readonly newest: string;
  /** What the customer wrote before, newest first. */
  readonly before: readonly string[];
  /** What we had said last before that. */
  readonly ours: string;
}

/** The intent whose name, description and examples speak most of what the newest words speak of; and how sure that is. */
export function chooseIntent({ system, intents, newest, before, ours }: Asked): {
  intent: string;
  confidence: number;
} {
  const profiles = intentsIn(system, intents);
  const rest = profiles.find(({ isRest }) => isRest)?.name ?? intents.at(-1) ?? '';
  const isReply =
    /\?\s*(?:\(|$)/.test(ours) && newest.length <= replyMax && !/\?\s*$/.test(newest) && !wishesElse(newest);
  const small = profiles.find(({ isTalk }) => isTalk)?.name;
  if (small && mereTalkIn(newest)) return { intent: small, confidence: sureOfTalk };
  const scores = scoresFor(newest, profiles, isReply ? replyOwnShare : 1);
  // Short words that go on from others mean what those meant, and a reply what it was asked about.
  const isShort = keysOf(newest).length <= shortKeysMax;
  const isGoingOn = isReply || goesOn(newest);
  if (isGoingOn || isShort) addScores(scores, before, profiles, isGoingOn ? 1 : contextShare);
  // "Shall I cancel the order A-1005?" says what the yes is about.
  if (isReply) addScores(scores, [ours.match(/[^.!?]{5,200}\?/)?.[0] ?? ''], profiles, questionShare);
  const ranked = [...scores].filter(([name]) => name !== rest).sort(([, one], [, other]) => other - one);
  const [first, second] = ranked;
  if (looksHostile(newest)) return { intent: rest, confidence: nothingMatched };
  if (!first || first[1] < scoreMin)
    return { intent: rest, confidence: languageTagOf(newest) ? clearlyElse : nothingMatched };
  return { intent: first[0], confidence: confidenceFrom(first[1], second?.[1] ?? 0) };
}

const replyMax = 80;

/** Who answers our question with a new wish wants that. */
const wishesElse = (text: string) =>
  moodOf(text) === 'wish' && [...conceptsOf(text)].some((concept) => wishable.has(concept));
const wishable = new Set(['cancel', 'refund', 'return', 'exchange', 'change', 'invoice', 'person']);

/** Adds what the newest of the earlier words that tell something spoke of. */
function addScores(
  scores: Map<string, number>,
  before: readonly string[],
  profiles: readonly Intent[],
  share: number,
): void {
  const context = before.find((text) => keysOf(text).length > 0 && talkIn(text) === undefined);
  if (context === undefined) return;
  for (const [name, score] of scoresFor(context, profiles))
    scores.set(name, (scores.get(name) ?? 0) + share * score);
}

const sureOfTalk = 0.95;
const nothingMatched = 0.3;
/** Whole words, and none of them of what we are for. */
const clearlyElse = 0.7;
const scoreMin = 0.2;
const contextShare = 0.45;
const replyOwnShare = 0.3;
const questionShare = 1.5;
const shortKeysMax = 3;

/** From how much of what was said the intent speaks of, and from how far it leads: rarely 1, never 0. */
function confidenceFrom(best: number, second: number): number {
  const margin = (best - second) / best;
  const covered = Math.min(best, 1);
  const confidence =
    0.25 +
    0.5 * Math.sqrt(covered) +
    ((0.45 * Math.min(margin, marginEnough)) / marginEnough) * covered ** 0.25;
  const doubt = covered < thinCover ? 0.15 : 0;
  return Math.round((Math.min(confidence, 0.98) - doubt) * 100) / 100;
}

const marginEnough = 0.4;
const thinCover = 0.3;

const mereTalkIn = (text: string) => {
  const parts = partsOf(text);
  return (
    parts.length > 0 && parts.every((part) => ['hello', 'thanks', 'bye', 'who'].includes(talkIn(part) ?? ''))
  );
};

const keysOf = (text: string) =>
  [...conceptsOf(text)].filter((concept) => !fillers.has(concept) && concept.length > 2);

/** About 0 to 1 for each intent: the share of what was said that it speaks of, most where an example says it alike. */
function scoresFor(text: string, profiles: readonly Intent[], share = 1): Map<string, number> {
  const keys = keysOf(text).slice(0, keysMax);
  const shape = shapesIn(text);
  const weigh = weightsOf(keys, profiles);
  const total = keys.reduce((sum, key) => sum + weigh(key), 0);
  return new Map(
    profiles.map((profile) => {
      const spoken = keys.reduce((sum, key) => sum + weigh(key) * partIn(key, profile), 0);
      const alike = Math.max(
        0,
        ...profile.examples.map((example) =>
          likeness(
            keys,
            [...example].filter((key) => !fillers.has(key)),
            weigh,
          ),
        ),
      );
      const fits = shape.filter((hint) => profile.hints.has(hint)).length;
      const base = total === 0 ? 0 : (0.55 * spoken) / total + 0.6 * alike;
      return [profile.name, share * (base + shapeBonus * fits)];
    }),
  );
}

const keysMax = 40;
const shapeBonus = 0.22;

/** Its name says more than its examples, and those more than its description. */
const partIn = (key: string, { named, exampled, described }: Intent) =>
  named.has(key) ? 1.15 : exampled.has(key) ? 1 : described.has(key) ? 0.8 : 0;

/** How much two sets of words have in common, from 0 to 1. */
function likeness(
  keys: readonly string[],
  others: readonly string[],
  weigh: (key: string) => number,
): number {
  const known = new Set(others);
  const sum = (list: readonly string[]) => list.reduce((total, key) => total + weigh(key), 0);
  const common = sum(keys.filter((key) => known.has(key)));
  const all = sum([...new Set([...keys, ...others])]);
  return all === 0 ? 0 : common / all;
}

/** What few intents speak of says more; names of goods and unknown words say little about what is wanted. */
function weightsOf(keys: readonly string[], profiles: readonly Intent[]) {
  const counts = new Map(
    keys.map((key) => [key, profiles.filter((profile) => partIn(key, profile) > 0).length]),
  );
  return (key: string) => {
    const rarity = Math.log(1 + (profiles.length + 1) / ((counts.get(key) ?? 0) + 1));
    if (isConcept(key)) return rarity;
    return isGood(key) ? 0.35 : (counts.get(key) ?? 0) > 0 ? 0.7 * rarity : 0.5;
  };
}

/** What can be told from how something is said, whatever it is about. */
function shapesIn(text: string): string[] {
  const folded = fold(text);
  const hasId = /\b[a-z]{1,4}-\d{2,12}\b|#\s?\d{3,}/i.test(text);
  return [
    ...(hasId || /\b(?:my|meine?[nrms]?) (?:\w+ )?(?:order|parcel|package|bestellung|paket)/.test(folded)
      ? ['own']
      : []),
    ...(!hasId && general.test(folded) ? ['general'] : []),
    ...(upset.test(folded) || /[A-Z ]{20,}!|!{3,}/.test(text) ? ['upset'] : []),
  ];
}

const general =
  /\b(?:do you|can one|is it possible|how (?:long|much|does|do)|what (?:is|are) your|are there|may i|can i|gibt es|habt ihr|kann (?:man|ich)|wie (?:lang\w?|viel|funktioniert|teuer|hoch)|bietet ihr|nehmt ihr|akzeptiert|darf ich|welche)\b/;
const upset =
  /\b(?:complain\w*|angry|furious|unacceptable|ridiculous|disappoint\w*|terrible|awful|worst|third time|scam|fed up|beschwer\w*|unverschamt\w*|frechheit|wutend|sauer|enttausch\w*|unmoglich|schlechteste\w?|zum dritten mal|betrug|reicht(?:s| es))\b/;
