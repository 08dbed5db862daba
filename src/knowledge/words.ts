/**
 * The words of a text as they are looked up: lower-case letters and digits, one form of each accent, in order. Scripts
 * without spaces give every pair of neighbours. The same for documents and questions.
 */
export function wordsOf(text: string): string[] {
  const runs = text.normalize('NFC').replace(hyphens, '-').toLowerCase().match(runPattern) ?? [];
  return runs.flatMap((run) => {
    const words = run.split('-');
    const all = words.length > 1 ? [...words, words.join('')] : words;
    return all.flatMap((word) =>
      dense.test(word) ? pairsOf(word) : word.length <= wordTextMax ? [word] : [],
    );
  });
}

/** A word without its accents: "rückgabe" and "ruckgabe" are one. */
export function foldWord(word: string): string {
  return word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđı]/g, (letter) => plainLetters.get(letter) ?? letter);
}

/** A word, or letters with hyphens between: "pre-order" is also looked up as "preorder". */
const runPattern = /[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)+(?![\p{L}\p{N}\p{M}])|[\p{L}\p{N}\p{M}]+/gu;
/** Also the ones that printers use. */
const hyphens = /[\u2010\u2011]/g;
const dense = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/u;

function pairsOf(run: string): string[] {
  const letters = [...run];
  if (letters.length <= 2) return [run];
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

const plainLetters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ı', 'i'],
]);

/** Longer ones are no words: keys, pictures as text. */
const wordTextMax = 64;
