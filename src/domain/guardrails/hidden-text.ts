/**
 * Whether a text holds what a reader would not see: letters of the tag block, overridden direction, or invisible
 * characters between letters or in a row. What emoji, right-to-left scripts and pasted phone numbers need is ordinary.
 */
export function hasHiddenText(text: string): boolean {
  if (overrides.test(text) || invisibleRun.test(text)) return true;
  if (tagLetters.test(text.replace(flags, ''))) return true;
  let within = 0;
  for (const _ of text.matchAll(invisibleInWord)) if (++within >= withinWordsMin) return true;
  return false;
}

const overrides = /[\u202d\u202e]/;
const invisibleRun = /(?:[\u200b\u2060-\u2064\ufeff\u180e]|[\u{e0100}-\u{e01ef}]){4}/u;
const invisibleInWord = /(?<=\p{L})[\u200b\u2060-\u2064\ufeff\u180e](?=\p{L})/gu;
const tagLetters = /[\u{e0020}-\u{e007e}]/u;
/** The flags of England, Scotland and Wales are written with tag letters. */
const flags = /\u{1f3f4}[\u{e0061}-\u{e007a}]{2,6}\u{e007f}/gu;
/** Fewer come from copying out of a web page. */
const withinWordsMin = 3;
