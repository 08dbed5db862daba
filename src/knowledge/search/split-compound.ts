import type { Lexicon } from './lexicon.ts';

/** A part of a compound: a word, in any form, or how words of the knowledge begin. */
export interface CompoundPart {
  readonly word: string;
  readonly kind: 'stem' | 'prefix';
}

export interface SplitCompound {
  readonly parts: readonly CompoundPart[];
  /** Whether every part of the word is known; else only some of it means anything here. */
  readonly isWhole: boolean;
}

/**
 * The parts of a word that the knowledge doesn't hold, but that is made of words that it holds: "versandkostenfrei" →
 * "versand", "kosten", "frei". Undefined where no part of it is known.
 */
export function splitCompound(word: string, lexicon: Lexicon, depth = 1): SplitCompound | undefined {
  let best: (SplitCompound & { worth: number }) | undefined;
  for (let at = partMin; at <= word.length - partMin; at += 1) {
    const halves = [known(word.slice(0, at), ties, lexicon), known(word.slice(at), endings, lexicon)];
    const parts = halves.filter((half) => half !== undefined);
    const exact = parts
      .filter(({ kind }) => kind === 'stem')
      .reduce((sum, part) => sum + part.word.length, 0);
    const isWhole = parts.length === 2;
    const worth = (isWhole ? word.length : 0) + exact;
    if (exact === 0 || (best && worth <= best.worth)) continue;
    const rest =
      isWhole || depth === 0 ? undefined : word.slice(halves[0] ? at : 0, halves[0] ? undefined : at);
    const more = rest === undefined ? undefined : splitCompound(rest, lexicon, depth - 1);
    const others = more?.parts ?? unknownPart(rest);
    best = { parts: [...parts, ...others], isWhole: isWhole || more?.isWhole === true, worth };
  }
  return best && { parts: best.parts, isWhole: best.isWhole };
}

/** The part as it stands, without the letters that it may have gained within the compound, or with those that it lost. */
function known(part: string, gained: readonly string[], lexicon: Lexicon): CompoundPart | undefined {
  const bare = gained
    .filter((letters) => part.endsWith(letters))
    .map((letters) => part.slice(0, -letters.length));
  const whole = endings.map((ending) => part + ending);
  const form = [part, ...bare, ...whole].find((each) => each.length >= partMin && lexicon.count(each) > 0);
  if (form) return { word: form, kind: 'stem' };
  const isBeginning = part.length >= prefixMin && lexicon.beginning(part).length > 0;
  return isBeginning ? { word: part, kind: 'prefix' } : undefined;
}

/** It may stand in the knowledge in a form that only the rules of its language know for the same. */
const unknownPart = (rest: string | undefined): CompoundPart[] =>
  rest !== undefined && rest.length >= partMin ? [{ word: rest, kind: 'stem' }] : [];

const ties = ['s', 'es', 'n', 'en', 'er', 'e', 'ns'];
const endings = ['e', 'en', 'n', 's', 'er', 'es'];
const partMin = 4;
const prefixMin = 5;
