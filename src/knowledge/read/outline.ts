/** A document in reading order, whatever its format was. */
export interface Outline {
  readonly title?: string;
  /** Where customers find it. */
  readonly url?: string;
  /** A BCP 47 tag, where the document says its language itself. */
  readonly language?: string;
  /** Words that it says it should be found by. */
  readonly keywords?: string;
  readonly blocks: readonly Block[];
}

/** A heading, or text under it: a paragraph, a list, a table. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'text'; readonly text: string };

/** Why a document is not taken, in words that follow its name: "is larger than 5 MB". */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** A heading as a block; undefined where it says nothing. */
export const heading = (level: number, text: string): Block[] => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' ? [] : [{ kind: 'heading', level, text: line }];
};

/** Text as a block, with at most one empty line in a row; nothing where it is blank. */
export const paragraph = (text: string): Block[] => {
  const tidy = text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return tidy === '' ? [] : [{ kind: 'text', text: tidy }];
};
