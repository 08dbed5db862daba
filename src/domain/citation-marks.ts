/** A text without its marks, and the numbers that they named, in their order. */
export interface Unmarked {
  readonly text: string;
  readonly numbers: readonly number[];
}

/**
 * Takes the marks by which a model names passages (`[1]`, `[2, 3]`, `[1-3]`, `【4】`) out of a text, each with one space
 * before it. Links (`[1](…)`) and brackets around anything else stay.
 */
export function withoutMarks(text: string): Unmarked {
  const numbers: number[] = [];
  let kept = '';
  let at = 0;
  for (const match of text.matchAll(mark)) {
    const before = text.slice(at, match.index);
    kept += isSpace(before.at(-1)) ? before.slice(0, -1) : before;
    numbers.push(...numbersIn(match[1] ?? match[2] ?? ''));
    at = match.index + match[0].length;
  }
  return { text: kept + text.slice(at), numbers };
}

/** Takes marks out of a text that comes in pieces: what it lets out, joined, is what `withoutMarks` leaves of the whole. */
export function createMarkFilter() {
  let held = '';
  return {
    /** What may be shown now. */
    add(piece: string): string {
      held += piece;
      const end = decidedEnd(held);
      const decided = held.slice(0, end);
      held = held.slice(end);
      return withoutMarks(decided).text;
    },
    /** The rest, when the text is over. */
    end(): string {
      const rest = withoutMarks(held).text;
      held = '';
      return rest;
    },
  };
}

// Every part is bounded: a hostile run of brackets, digits or spaces is read once.
const list = String.raw`[ ]{0,2}[1-9]\d{0,2}(?:[ ]{0,2}[,;–-][ ]{0,2}[1-9]\d{0,2}){0,9}[ ]{0,2}`;
const mark = new RegExp(String.raw`(?:\[(${list})\](?!\()|【(${list})(?:†[^】\n]{0,40})?】)`, 'g');
const markTextMax = 120;

/** Up to where nothing that comes can make a mark of what is there. */
function decidedEnd(text: string): number {
  const tail = Math.max(0, text.length - markTextMax);
  const open = Math.max(text.lastIndexOf('['), text.lastIndexOf('【'));
  const isOpen = open >= tail && begun.test(text.slice(open));
  const end = isOpen ? open : text.length;
  return end > 0 && isSpace(text[end - 1]) ? end - 1 : end;
}

/** A mark that has begun, or that is whole but may turn out to be a link. */
const begun = /^(?:\[[ \d,;–-]*\]?|【[ \d,;–-]*(?:†[^】\n]*)?】?)$/;

const isSpace = (character: string | undefined) =>
  character === ' ' || character === '\t' || character === '\u00a0';

const rangeMax = 20;

function numbersIn(text: string): number[] {
  return text.split(/[,;]/).flatMap((part) => {
    const [from = 0, to = from] = part.split(/[–-]/).map(Number);
    const count = Math.min(Math.max(to - from + 1, 1), rangeMax);
    return Array.from({ length: count }, (_, index) => from + index);
  });
}
