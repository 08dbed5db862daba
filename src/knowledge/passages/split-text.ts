/**
 * The text in pieces of at most `textMax` UTF-16 units, in order, cut where it hurts least: between paragraphs, lines,
 * sentences, words, and inside a word only where nothing else is. Nothing but space is lost.
 */
export function splitText(text: string, textMax: number): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > textMax) {
    const end = from + cutAt(text.slice(from, from + textMax + 1), textMax);
    pieces.push(text.slice(from, end).trim());
    from = end;
  }
  pieces.push(text.slice(from).trim());
  return pieces.filter((piece) => piece !== '');
}

/** Of a window one unit longer than the piece, so that what ends just there is seen. */
function cutAt(window: string, textMax: number): number {
  for (const [mark, shareMin] of marks) {
    const end = lastEnd(window, mark, textMax);
    if (end > textMax * shareMin) return end;
  }
  const isInsidePair = /[\uD800-\uDBFF]/.test(window[textMax - 1] ?? '') && textMax > 1;
  return isInsidePair ? textMax - 1 : textMax;
}

function lastEnd(window: string, mark: RegExp, endMax: number): number {
  let last = 0;
  for (const match of window.matchAll(mark)) {
    const end = match.index + match[0].length;
    if (end <= endMax) last = end;
  }
  return last;
}

/** Where to cut, best first, each with the share of a piece that must be filled for it. */
const marks: readonly (readonly [mark: RegExp, shareMin: number])[] = [
  [/\n\n/g, 0.4],
  [/\n/g, 0.4],
  [/[.!?…][)\]"'”’»]*(?=\s)|[。！？]/g, 0.3],
  [/\s/g, 0.2],
];
