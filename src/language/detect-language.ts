import { eld } from 'eld/small';

/**
 * The language that these texts (newest first) are written in, as a BCP 47 tag like `de`; undefined when they don't
 * tell. With a kept language, only a clear change of it counts: a thank-you, a name or a product is none.
 */
export function detectLanguage(texts: readonly string[], kept?: string): string | undefined {
  const newest = texts.slice(0, textsMax).map(wordsOf);
  const [first = []] = newest;
  return languageOf(first, kept) ?? (newest.length > 1 ? languageOf(newest.flat(), kept) : undefined);
}

function languageOf(words: readonly string[], kept: string | undefined): string | undefined {
  const found = eld.detect(words.join(' '));
  const scores = found.getScores();
  const [best = 0, second = 0] = Object.values(scores).sort((a, b) => b - a);
  if (!found.isReliable() || best - second < best * leadMin) return undefined;
  if (found.language === kept?.split('-')[0]) return kept;
  if (kept === undefined) return hasAtLeast(first, words) ? found.language : undefined;
  const lead = best - (scores[kept.split('-')[0] ?? kept] ?? 0);
  return lead >= best * changeLeadMin && hasAtLeast(change, words) ? found.language : undefined;
}

/** How much somebody must have said. Letters of scripts that use few count three times. */
interface Evidence {
  readonly wordsMin: number;
  readonly lettersMin: number;
  /** Of the words, the share that doesn't begin with a capital: names and addresses are in no language. */
  readonly plainShareMin: number;
}

const first: Evidence = { wordsMin: 2, lettersMin: 14, plainShareMin: 0.3 };
const change: Evidence = { wordsMin: 4, lettersMin: 16, plainShareMin: 0.4 };

/** Shares of the best score by which it must lead over the next one, and over that of the kept language. */
const leadMin = 0.015;
const changeLeadMin = 0.08;

function hasAtLeast({ wordsMin, lettersMin, plainShareMin }: Evidence, words: readonly string[]): boolean {
  const dense = words.join('').match(denseLetters)?.length ?? 0;
  const letters = words.reduce((sum, word) => sum + word.length, 0) + 2 * dense;
  const plain = words.filter((word) => !capital.test(word)).length;
  return (
    words.length + dense / 2 >= wordsMin && letters >= lettersMin && plain >= words.length * plainShareMin
  );
}

/** What is language in a text: its words, without links, addresses, codes, abbreviations and punctuation. */
function wordsOf(text: string): string[] {
  return text
    .slice(0, textMax)
    .split(/\s/)
    .filter((word) => !code.test(word))
    .flatMap((word) => word.match(lettersOnly) ?? []);
}

const code = /[\p{N}@/_#&=]|^\p{Lu}{2,}\p{P}*$|\w\.\w/u;
const lettersOnly = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
const capital = /^\p{Lu}/u;
const denseLetters =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/gu;

/** More than this tells no more; in UTF-16 units. */
const textMax = 2_000;
const textsMax = 10;
