/** A fixed text, in one wording for everybody or by language (`{ en: '…', de: '…' }`). */
export type LocalText = string | Readonly<Record<string, string>>;

/** A BCP 47 tag as short as it gets: `de`, `de-CH`. */
export const languagePattern = /^[a-z]{2,3}(-[A-Z]{2})?$/;

/** The wording for a language: its own, its parent's (`de` for `de-CH`), English, or the first that there is. */
export function textIn(language: string, text: LocalText): string {
  if (typeof text === 'string') return text;
  const parent = language.split('-')[0] ?? language;
  // Languages come from outside: `constructor` is none.
  const found = [language, parent, 'en'].find((tag) => Object.hasOwn(text, tag));
  return (found ? text[found] : Object.values(text)[0]) ?? '';
}
