/** The words of a text, or of a name such as `refund_order` or `amountCents`, as they are written. */
export function wordsIn(text: string): string[] {
  return text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').match(/\p{L}+/gu) ?? [];
}

/** Words as they are compared: lower case, without accents, and `ü`, `ue` and `u` made one. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/([aou])e/g, '$1');
}

/** A list of words, for asking whether one is in it; the words are compared folded. */
export function wordSet(...lines: string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' ').map(fold));
}

/** An unknown word without what English and German put at the ends of words. */
export function stemOf(folded: string): string {
  const stem = folded.replace(/(?:ungen|ung|ing|ies|es|en|er|em|ed|s|e|n)$/, '');
  return stem.length >= stemMin ? stem : folded;
}

const stemMin = 4;

/** Whether two words are the same but for one letter, or two that changed places. */
export function isTypoOf(word: string, other: string): boolean {
  const [short, long] = word.length < other.length ? [word, other] : [other, word];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}
