import { bounds } from './bounds.ts';

/** Text that may be shown now, and what has to wait for the rest of its sentence. */
export interface Releasable {
  /** In pieces that fit one hint. */
  readonly ready: readonly string[];
  readonly rest: string;
}

/** Splits streamed text after its last whole sentence. Nothing is lost: the pieces and the rest are the text. */
export function releasable(text: string): Releasable {
  let end = 0;
  for (const match of text.matchAll(sentenceEnd)) end = match.index + match[0].length;
  // A sentence without end (a long list on one line) is released in parts; a customer shouldn't stare at nothing.
  if (end === 0 && text.length > bounds.releaseTextMax) end = bounds.releaseTextMax;
  return { ready: piecesOf(text.slice(0, end)), rest: text.slice(end) };
}

/** Cuts text into pieces that fit one hint, never inside a character. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + bounds.releaseTextMax);
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;

/** A sentence's end needs the space after it: "3." may become "3.5". */
const sentenceEnd = /[.!?…][)\]"'”’»]*\s+|[。！？]|\n+/g;
