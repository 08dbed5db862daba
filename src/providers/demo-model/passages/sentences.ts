/** The sentences of a passage as one would say them: without Markdown's marks, lists as sentences, tables row by row. */
export function sentencesIn(text: string): string[] {
  const lines = joinLines(text.split('\n'));
  return lines
    .flatMap((line) => (line.startsWith('|') ? [line.slice(1)] : cut(plain(line))))
    .slice(0, sentencesMax);
}

const sentencesMax = 60;
const sentenceMax = 400;

/** Lines of one paragraph belong together; list items, headings and rows stand alone. */
function joinLines(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let head: string[] | undefined;
  let isOpen = false;
  for (const raw of lines) {
    const line = raw.trim();
    const cells = cellsOf(line);
    if (cells) {
      const isRule = cells.every((cell) => /^:?-+:?$/.test(cell));
      if (!isRule && head) joined.push(`|${rowInWords(head, cells)}`);
      if (!isRule && !head) head = cells;
      isOpen = false;
      continue;
    }
    head = undefined;
    const isAlone = line === '' || /^(?:#{1,6}\s|[-*+•]\s|\d{1,2}[.)]\s)/.test(line);
    const item = /^(?:[-*+•]|\d{1,2}[.)])\s+(.{1,70})$/.exec(line)?.[1];
    // Short items say little alone, so they stay with each other, and with what leads to them.
    if (item && joined.length > 0 && isList(joined.at(-1) ?? '')) {
      joined[joined.length - 1] += `${joined.at(-1)?.endsWith(':') ? '' : ','} ${item.replace(/[.,;]$/, '')}`;
      isOpen = false;
    } else if (isOpen && !isAlone) joined[joined.length - 1] += ` ${line}`;
    else if (line !== '') joined.push(line);
    isOpen = line !== '' && !line.startsWith('#');
  }
  return joined.filter((line) => !line.startsWith('#'));
}

const isList = (line: string) =>
  line.endsWith(':') ||
  /^[-*+•]\s.{1,300}$/.test(line) ||
  /:(?: [^.!?]{1,70},){1,12}[^.!?]{1,70}$/.test(line);

const cellsOf = (line: string) =>
  line.startsWith('|') && line.endsWith('|') && line.length > 2
    ? line
        .slice(1, -1)
        .split('|')
        .map((cell) => plain(cell.trim()))
    : undefined;

/** `Germany: price €4.90, time 2–3 days`. */
function rowInWords(head: readonly string[], cells: readonly string[]): string {
  const [first = '', ...rest] = cells;
  const details = rest
    .map((cell, index) => (cell ? `${head[index + 1] ?? ''} ${cell}`.trim() : ''))
    .filter(Boolean);
  return `${first}: ${details.join(', ')}.`.slice(0, sentenceMax);
}

const plain = (line: string) =>
  line
    .replace(/^(?:[-*+•]|\d{1,2}[.)])\s+/, '')
    .replace(/\[([^\]]{1,200})\]\([^)]{0,300}\)/g, '$1')
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, '')
    .replace(/\[\d{1,3}\]/g, '')
    .trim();

function cut(line: string): string[] {
  const sentences = line.split(
    /(?<=[.!?…])(?<!\b(?:\d|z\.|B\.|e\.g|i\.e|etc|ca|bzw|Nr|No|Str)\.)\s+(?=[\p{Lu}\p{N}„“"'(])/u,
  );
  return sentences
    .map((sentence) => sentence.slice(0, sentenceMax).trim())
    .filter((sentence) => sentence.length > 2);
}
