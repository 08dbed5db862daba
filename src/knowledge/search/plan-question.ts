import type { Wanted } from '../../database/knowledge-search.ts';
import { openBreather } from '../breather.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import { foldWord, wordsOf } from '../words.ts';
import { kinOf } from './kin.ts';
import type { Lexicon } from './lexicon.ts';
import { type CompoundPart, splitCompound } from './split-compound.ts';
import { slipsBetween, slipsForgiven } from './typing-errors.ts';

/**
 * What a question looks for: each of its words in any form, the compounds of the knowledge that hold it, and, as a guess
 * for where all these are nowhere, the word behind a slip or the parts of a compound. Others have their turn between.
 */
export async function planQuestion(text: string, lexicon: Lexicon): Promise<Wanted[]> {
  const words = [...new Set(wordsOf(text))].slice(0, knowledgeBounds.queryWordsMax);
  const breathe = openBreather();
  const wanted: Wanted[] = [];
  let parts = words.length;
  for (const [part, word] of words.entries()) {
    await breathe();
    const plain = foldWord(word);
    const forms = formsOf(plain);
    const known = forms.filter((form) => lexicon.count(form) > 0);
    const itself: Way[] = [
      { kind: 'stem', word, weight: 1 },
      ...known.filter((form) => form !== word || !isWord(plain)).map((form) => just(form, 1)),
    ];
    const own = isWord(plain) ? [...itself, ...otherWays(known[0] ?? plain, lexicon)] : itself;
    const isKnown = known.length > 0 || own.some(({ weight }) => weight === weights.kin);
    const guesses = isWord(plain) && !isKnown ? guessesAt(forms, lexicon) : [];
    wanted.push(...own.map((way) => ({ ...way, part, of: word })));
    for (const ways of guesses) {
      wanted.push(...ways.map((way) => ({ ...way, part: parts, of: word, isGuess: true })));
      parts += 1;
    }
  }
  return wanted;
}

type Way = Pick<Wanted, 'kind' | 'word' | 'weight'>;

const just = (word: string, weight: number): Way => ({ kind: 'word', word, weight });

/** Numbers and codes are looked up just so: no language's rules change them. */
const isWord = (plain: string) => /^\p{L}{3,}$/u.test(plain);

/** "rueckgabe" is how somebody without the key writes "rückgabe". */
function formsOf(plain: string): string[] {
  return [...new Set([plain, plain.replace(/ae|oe|ue/g, (pair) => pair[0] ?? pair)])];
}

function otherWays(plain: string, lexicon: Lexicon): Way[] {
  const kin = kinOf(plain, lexicon);
  const compounds = compoundsOf(plain, lexicon).filter((word) => !kin.includes(word));
  return [
    ...kin.map((word) => just(word, weights.kin)),
    ...compounds.map((word) => just(word, weights.compound)),
  ];
}

/** Words of which this one is the beginning or the end: for "frist" also "rückgabefrist". */
function compoundsOf(plain: string, lexicon: Lexicon): string[] {
  if (plain.length < partMin) return [];
  const core = plain.length > partMin + 1 ? plain.replace(/(?:en|er|es|[ens])$/, '') : plain;
  const longer = [plain, core].flatMap((form) => [...lexicon.beginning(form), ...lexicon.ending(form)]);
  return [...new Set(longer)]
    .filter((word) => word.length >= plain.length + partMin - 1)
    .sort((a, b) => lexicon.count(b) - lexicon.count(a))
    .slice(0, knowledgeBounds.alternativesMax);
}

/** What somebody may have meant who wrote a word that the knowledge doesn't hold: one word, or several side by side. */
function guessesAt(forms: readonly string[], lexicon: Lexicon): Way[][] {
  const splits = forms
    .filter((form) => form.length >= compoundMin)
    .map((form) => splitCompound(form, lexicon))
    .filter((split) => split !== undefined);
  const whole = splits.find(({ isWhole }) => isWhole);
  const meant = whole ? [] : meantBy(forms[0] ?? '', lexicon);
  if (meant.length > 0) return [meant];
  return (whole ?? splits[0])?.parts.map((part) => waysOf(part, lexicon)) ?? [];
}

function waysOf({ kind, word }: CompoundPart, lexicon: Lexicon): Way[] {
  return [{ kind, word, weight: 1 }, ...(kind === 'stem' ? otherWays(word, lexicon) : [])];
}

/** The nearest words, in any form: what was meant may stand there in another. */
function meantBy(plain: string, lexicon: Lexicon): Way[] {
  const slipsMax = slipsForgiven(plain);
  if (slipsMax === 0) return [];
  return lexicon
    .like(plain, slipsMax)
    .map((word) => ({ word, slips: slipsBetween(plain, word, slipsMax) }))
    .filter(({ slips }) => slips <= slipsMax)
    .sort((a, b) => a.slips - b.slips || lexicon.count(b.word) - lexicon.count(a.word))
    .slice(0, meantMax)
    .map(({ word, slips }) => ({
      kind: 'stem',
      word,
      weight: slips === 1 ? weights.oneSlip : weights.twoSlips,
    }));
}

/** What a word counts that isn't the asked one. */
const weights = { kin: 0.8, compound: 0.5, oneSlip: 0.7, twoSlips: 0.5 } as const;

const partMin = 4;
const compoundMin = 8;
const meantMax = 3;
