import { goods, vocabulary } from './vocabulary.ts';
import { fold, isTypoOf, stemOf, wordsIn } from './words.ts';

/**
 * What a text speaks of: its words, with those that mean the same in English or German made one, and compounds taken
 * apart. Words that are in no vocabulary stand for themselves, without their endings.
 */
export function conceptsOf(text: string): ReadonlySet<string> {
  // Names such as PayPal are written as those of tools are, and are one word all the same.
  const names = text.match(/\p{Lu}\p{Ll}{1,20}\p{Lu}\p{Ll}{1,20}(?!\p{L})/gu) ?? [];
  const concepts = new Set([...wordsIn(text), ...names].flatMap(conceptsOfWord));
  for (const [concept, phrase] of phrases) if (phrase.test(text)) concepts.add(concept);
  if (askedToHave.test(text) && isAboutGoods(concepts)) concepts.add('stock');
  return concepts;
}

/** Whether a word has a meaning here beyond its letters. */
export const isConcept = (concept: string) => Object.hasOwn(vocabulary, concept) || isGood(concept);

export const isGood = (concept: string) => Object.hasOwn(goods, concept);

/** What a word means: several things if it is a compound, at least itself. */
export function conceptsOfWord(word: string): readonly string[] {
  const folded = fold(word.slice(0, wordMax));
  const known = cache.get(folded);
  if (known) return known;
  if (cache.size >= cacheMax) cache.clear();
  const found = lookUp(folded);
  cache.set(folded, found);
  return found;
}

const cache = new Map<string, readonly string[]>();
const cacheMax = 10_000;
const wordMax = 40;

function lookUp(word: string): readonly string[] {
  const sure = new Set([
    ...(whole.get(word) ?? []),
    ...(beginnings.get(word[0] ?? '') ?? [])
      .filter(([, stem]) => word.startsWith(stem))
      .map(([concept]) => concept),
    ...anywhere.filter(([, stem]) => word.includes(stem)).map(([concept]) => concept),
  ]);
  if (sure.size > 0) return [...sure];
  const near = word.length < typoMin ? commonIn(word) : nearest(word);
  return [near ?? stemOf(word)];
}

/** A little word with two letters swapped, or one left out: `hwo`, `cna`, `whre`. */
const commonIn = (word: string) =>
  common.find(
    (each) =>
      each.length >= word.length &&
      word.length >= commonMin &&
      isTypoOf(word, each) &&
      hasSameLetters(word, each),
  );

const hasSameLetters = (word: string, other: string) =>
  [...word].every((letter) => other.includes(letter)) &&
  (word.length < other.length ? word.length > commonMin : true);

const common =
  'how can what where when which does have this that with they your there wie wann was kann wird wieder mein eine'.split(
    ' ',
  );
const commonMin = 3;

function nearest(word: string): string | undefined {
  const candidates = spellings.get(word[0] ?? '') ?? [];
  return candidates.find(
    ([, stem]) =>
      isTypoOf(word, stem) ||
      (stem.length >= typoStemMin &&
        [0, 1].some((more) => isTypoOf(word.slice(0, stem.length + more), stem))),
  )?.[0];
}

const typoMin = 5;
const typoStemMin = 6;

/** `Do you have umbrellas?` is about goods, `do you have Sunday hours?` is not. */
const askedToHave =
  /\b(do (you|u) (still )?(have|sell|carry)|looking for|i('d| would)? (want|like) to buy|(can|could) i (still )?(get|buy|order)|(kann|könnte) ich (?!mein geld)[^.?!]{1,40} (bekommen|kaufen|bestellen|kriegen)|(ich )?suche|have you got|haben sie|habt ihr|hast du|gibt es|gibt's|(is|are) the [\w -]{1,40} (still )?(there|in|left)|noch (da|welche)|(ist|sind) [\p{L} -]{1,40} da)(?!\p{L})/iu;

const isAboutGoods = (concepts: ReadonlySet<string>) =>
  [...concepts].some(isGood) ||
  ![...concepts].some((concept) => Object.hasOwn(vocabulary, concept) && !beside.has(concept));

/** What may be spoken of beside goods. */
const beside = new Set([
  'size',
  'price',
  'fit',
  'small',
  'large',
  'status',
  'greeting',
  'thanks',
  'stock',
  'days',
  'free',
]);

/** What is spoken of without a word of its own: whether something is there, money, an order by its number. */
const phrases: readonly (readonly [concept: string, phrase: RegExp])[] = [
  ['refund', /(€|\$|£|euro|dollar|money|geld)[^.?!]{0,60}(back|zurück)(?!\p{L})/iu],
  ['order', /\b[a-z]{1,4}-\d{2,12}\b|#\s?\d{2,12}\b/i],
  [
    'status',
    /\b(not|never|nicht|nie) (yet )?(here|arrived|come|da|angekommen)\b|\bkomm(t|en)\b[^.?!]{0,40}\b(an|endlich)\b|\bwann kommt\b|\bwhen (will|does) (it|my|the) [\w ]{0,20}\b(arrive|come|get here)\b/i,
  ],
  [
    'inquiry',
    /\b(search|look|trac)\w*\b[^.?!]{0,30}\b(parcel|package|order|[a-z]{1,4}-\d{2,12})\b|\b(paket|bestellung|sendung|[a-z]{1,4}-\d{2,12})\b[^.?!]{0,30}\b(search|such)\w*|nachforsch/i,
  ],
  ['return', /\b(send|give|bring|take)\b[^.?!]{0,40}\bback\b|\bzurück (geben|schicken|senden|bringen)\b/i],
  ['order', /\b(where|wo|when|wann)\b[^.?!]{0,30}\b(my (stuff|things|clothes)|meine sachen)\b/i],
  ['many', /\b(all|alle|letzten?|last|recent|latest)\b[^.?!]{0,20}\b(orders?|bestellung(en)?)\b/i],
  [
    'change',
    /\b(new|neue[nr]?|andere[nr]?|different|another) (delivery |shipping )?(address|adresse|anschrift|lieferadresse)|\b(i|we)('ve| have)? moved\b|umgezogen/i,
  ],
  ['price', /\b(how much|wie ?viel|what does .{1,40} cost)\b/i],
  ['days', /\b(how long|how many days|wie lange?|bis wann|until when|by when)\b/i],
  [
    'notify',
    /\b(let me know|tell me|write( to)? me|write me|message me|text me|e-?mail me|ping me|remind me|notify me|sag(en sie)? (mir )?bescheid|bescheid|meld(en|e)?|schreib(en|t|e)?|informier\w*|erinner\w*)\b[^.?!]{0,60}\b(when|once|as soon as|tomorrow|later|in (a|an|one|two|three|\d{1,3})|next week|wenn|sobald|morgen|später|nächste)(?!\p{L})/iu,
  ],
  [
    'notify',
    /\b(when|once|as soon as|wenn|sobald)\b[^.?!]{0,60}\b(let me know|tell me|write to me|bescheid|melden?|schreiben)\b/i,
  ],
  ['notify', /follow[\s_-]?up/i],
  ['greeting', /^\W{0,5}(good (morning|day|evening|afternoon)|guten (tag|morgen|abend)|grüß|na\b)/iu],
  ['person', /\b(real|echte[nrms]?|live) (human|person|people|mensch)/i],
];

type Entry = readonly [concept: string, stem: string];
const entries = Object.entries({ ...vocabulary, ...goods }).flatMap(([concept, words]) =>
  words.split(' ').map((word): Entry & { 2?: string } => [concept, word]),
);
const marked = (mark: string) =>
  entries
    .filter(([, word]) => word.startsWith(mark))
    .map(([concept, word]): Entry => [concept, fold(word.slice(1))]);
const unmarked = entries
  .filter(([, word]) => !/^[=~]/.test(word))
  .map(([concept, word]): Entry => [concept, fold(word)]);

const anywhere = marked('~');
const whole = new Map(
  [...Map.groupBy(marked('='), ([, word]) => word)].map(([word, list]) => [
    word,
    list.map(([concept]) => concept),
  ]),
);
const byFirstLetter = (list: readonly Entry[]) => Map.groupBy(list, ([, word]) => word[0] ?? '');
const beginnings = byFirstLetter(unmarked);
const spellings = byFirstLetter(
  [...unmarked, ...anywhere, ...marked('=')].filter(([, word]) => word.length >= typoMin),
);

/** The first thing that a word means. */
export const conceptOf = (word: string): string => conceptsOfWord(word)[0] ?? word;
