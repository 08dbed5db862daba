/**
 * A text as rules read it: lower-case words without accents, one space between and around them, `,` for a pause and
 * `.` for the end of a sentence. Whatever can't be seen is gone, so it hides nothing.
 */
export function plainWords(text: string): string {
  // The ligatures taken out first become up to eighteen letters each, and are used in no message we could read.
  const letters = text
    .replace(/[\ufdf0-\ufdff]/g, ' ')
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .toLowerCase()
    .replace(/[ßıłøđ]/g, (letter) => plainLetters[letter] ?? letter);
  const spaced = letters
    .replace(/[.!?;:\n\r…。！？¿¡]+/g, ' . ')
    .replace(/[,()"«»„“”–—、，]+/g, ' , ')
    .replace(/[^\p{L}\p{N}.,]+/gu, ' ');
  return ` ${spaced.trim()} `;
}

const plainLetters: Readonly<Record<string, string>> = { ß: 'ss', ı: 'i', ł: 'l', ø: 'o', đ: 'd' };
