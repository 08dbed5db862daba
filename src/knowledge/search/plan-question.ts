import type { Wanted } from '../../database/knowledge-search.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import { foldWord, wordsOf } from '../words.ts';
import type { Lexicon } from './lexicon.ts';
import { type SplitCompound, splitCompound } from './split-compound.ts';
import { slipsBetween, slipsForgiven } from './typing-errors.ts';

/**
 * What a question looks for: each of its words in any form, and what the words of the knowledge let it stand for:
 * the word behind a slip, the parts of a compound, the compounds of a word. Pure.
 */
export function planQuestion(text: string, lexicon: Lexicon): Wanted[] {
  const words = [...new Set(wordsOf(text))].slice(0, knowledgeBounds.queryWordsMax);
  let lastPart = words.length - 1;
  return words.flatMap((word, part) => {
    const plain = foldWord(word);
    const forms = formsOf(plain);
    const own: Wanted[] = [
      { part, kind: 'stem', word, weight: 1 },
      ...forms
        .filter((form) => (form !== word || !isWord(plain)) && lexicon.count(form) > 0)
        .map((form): Wanted => ({ part, kind: 'word', word: form, weight: 1 })),
    ];
    if (!isWord(plain)) return own;
    const known = forms.find((form) => lexicon.count(form) > 0);
    const compounds = compoundsOf(known ?? plain, part, lexicon);
    if (known) return [...own, ...compounds];
    const split = plain.length < compoundMin ? undefined : bestSplit(forms, lexicon);
    const meant = split?.isWhole ? [] : meantBy(plain, part, lexicon);
    const parts = meant.length > 0 ? [] : (split?.parts ?? []);
    const weight = split?.isWhole ? weights.part : weights.lonePart;
    const fromParts = parts.flatMap(({ word: each, kind }): Wanted[] => {
      lastPart += 1;
      const longer = kind === 'stem' ? compoundsOf(each, lastPart, lexicon) : [];
      return [
        { part: lastPart, kind, word: each, weight },
        ...longer.map((one) => ({ ...one, weight: weight * weights.compound })),
      ];
    });
    return [...own, ...compounds, ...meant, ...fromParts];
  });
}

/** What a word counts that isn't the asked one. */
const weights = { part: 0.6, lonePart: 0.4, compound: 0.5, oneSlip: 0.7, twoSlips: 0.5 } as const;

/** Numbers and codes are looked up just so: no language's rules change them. */
const isWord = (plain: string) => /^\p{L}{3,}$/u.test(plain);

/** "rueckgabe" is how somebody without the key writes "rückgabe". */
function formsOf(plain: string): string[] {
  return [...new Set([plain, plain.replace(/ae|oe|ue/g, (pair) => pair[0] ?? pair)])];
}

function bestSplit(forms: readonly string[], lexicon: Lexicon): SplitCompound | undefined {
  const splits = forms.map((form) => splitCompound(form, lexicon)).filter((split) => split !== undefined);
  return splits.find(({ isWhole }) => isWhole) ?? splits[0];
}

/** Words of which this one is the beginning or the end: for "frist" also "rückgabefrist". */
function compoundsOf(plain: string, part: number, lexicon: Lexicon): Wanted[] {
  if (plain.length < partMin) return [];
  const core = plain.length > partMin + 1 ? plain.replace(/(?:en|er|es|[ens])$/, '') : plain;
  const longer = [plain, core].flatMap((form) => [...lexicon.beginning(form), ...lexicon.ending(form)]);
  return [...new Set(longer)]
    .filter((word) => word.length >= plain.length + partMin - 1)
    .sort((a, b) => lexicon.count(b) - lexicon.count(a))
    .slice(0, knowledgeBounds.alternativesMax)
    .map((word) => ({ part, kind: 'word', word, weight: weights.compound }));
}

/** The words that somebody may have meant who wrote one that doesn't stand in the knowledge. */
function meantBy(plain: string, part: number, lexicon: Lexicon): Wanted[] {
  const slipsMax = slipsForgiven(plain);
  if (slipsMax === 0) return [];
  return lexicon
    .like(plain)
    .map((word) => ({ word, slips: slipsBetween(plain, word, slipsMax) }))
    .filter(({ slips }) => slips <= slipsMax)
    .sort((a, b) => a.slips - b.slips || lexicon.count(b.word) - lexicon.count(a.word))
    .slice(0, meantMax)
    .map(({ word, slips }) => ({
      part,
      // In any form: what was meant may stand there in another.
      kind: 'stem',
      word,
      weight: slips === 1 ? weights.oneSlip : weights.twoSlips,
    }));
}

const partMin = 4;
const compoundMin = 8;
const meantMax = 3;
