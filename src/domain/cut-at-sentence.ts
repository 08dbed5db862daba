/**
 * The text, or as many whole sentences of it as fit into `textMax` UTF-16 units. Where no sentence ends in
 * the second half of what fits, it is cut after a word, and where there is no word either, anywhere but
 * inside a character.
 */
export function cutAtSentence(text: string, textMax: number): string {
  if (text.length <= textMax) return text;
  const head = wholeCharacters(text, textMax);
  const half = Math.floor(textMax / 2);
  const end = lastSentenceEnd(text, head.length);
  if (end > half) return head.slice(0, end).trimEnd();
  // With the unit after it, a last word that is whole is followed by the space that proves it.
  const word = text.slice(0, head.length + 1).search(/\s\S*$/);
  return (word > half ? head.slice(0, word) : head).trimEnd();
}

/** At most `textMax` UTF-16 units from the beginning, without half of a surrogate pair at the end. */
function wholeCharacters(text: string, textMax: number): string {
  const head = text.slice(0, textMax);
  return /[\uD800-\uDBFF]$/.test(head) && head.length < text.length ? head.slice(0, -1) : head;
}

/** Where the last sentence ends that ends within `lengthMax`. */
function lastSentenceEnd(text: string, lengthMax: number): number {
  let end = 0;
  // One unit more than may be kept, so that the cut itself doesn't look like the end of a sentence.
  for (const match of text.slice(0, lengthMax + 1).matchAll(sentenceEnd)) {
    const matchEnd = match.index + match[0].length;
    if (matchEnd <= lengthMax) end = matchEnd;
  }
  return end;
}

/** A mark that ends a sentence, with the quotes and brackets that close after it; or a line's end. */
const sentenceEnd = /[.!?…][)\]"'”’»]*(?=\s|$)|[。！？]|\n/g;
