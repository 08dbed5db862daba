/**
 * A stranger's text as a reader sees it: without what is invisible (tag letters, overridden direction, zero-width and
 * control characters), which could say something else to a model than to a person. Joiners that scripts and emoji need
 * stay.
 */
export function visibleText(text: string): string {
  return text.toWellFormed().replaceAll(lineEnds, '\n').replaceAll(invisible, '');
}

const lineEnds = /\r\n?|\u2028|\u2029/g;
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]/gu;
