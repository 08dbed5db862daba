import type { Passage } from './passages.ts';

export interface Sentence {
  readonly text: string;
  /** Of a table. */
  readonly isRow: boolean;
}

/** A part of a passage with the heading it stands under. */
export interface Section {
  readonly heading: string;
  readonly sentences: readonly Sentence[];
}

/**
 * The sections of a passage in sentences as one would say them: headings taken from the text, Markdown's marks taken out,
 * lists as sentences, tables row by row. Its title names the headings, as `Returns › How long · What it costs`.
 */
export function sectionsIn({
  text,
  title,
  language,
}: Pick<Passage, 'text' | 'title' | 'language'>): Section[] {
  const names = title.split(/ [›·] /).map((name) => name.trim());
  const sections: { heading: string; lines: string[] }[] = [{ heading: names.at(-1) ?? '', lines: [] }];
  for (const raw of text.split('\n').slice(0, linesMax)) {
    const line = raw.trim();
    const heading = /^#{1,6}\s+(.+)$/.exec(line)?.[1] ?? (names.includes(line) ? line : undefined);
    if (heading) sections.push({ heading, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections
    .map(({ heading, lines }) => ({ heading, sentences: sentencesOf(lines, language) }))
    .filter(({ sentences }) => sentences.length > 0);
}

/** The sentences of a text that has no headings of its own. */
export const sentencesIn = (text: string): readonly string[] =>
  sentencesOf(text.split('\n').slice(0, linesMax), 'en').map((sentence) => sentence.text);

const linesMax = 400;
const sentencesMax = 60;
const sentenceMax = 400;

const sentencesOf = (lines: readonly string[], language: Passage['language']): Sentence[] =>
  joinLines(lines, language)
    .flatMap((line) =>
      line.startsWith(rowMark)
        ? [{ text: line.slice(1), isRow: true }]
        : cut(plain(line)).map((text) => ({ text, isRow: false })),
    )
    .slice(0, sentencesMax);

/** Before a row that is a sentence already. */
const rowMark = '|';

/** Lines of one paragraph belong together; list items and rows stand alone. */
function joinLines(lines: readonly string[], language: Passage['language']): string[] {
  const joined: string[] = [];
  let head: string[] | undefined;
  let isOpen = false;
  for (const line of lines) {
    const cells = cellsOf(line);
    if (cells) {
      const isRule = cells.every((cell) => /^:?-+:?$/.test(cell));
      if (!isRule && head) joined.push(`${rowMark}${rowInWords(head, cells, language)}`);
      if (!isRule && !head) head = cells;
      isOpen = false;
      continue;
    }
    head = undefined;
    const isAlone = line === '' || isNumbers(line) || /^(?:[-*+•]\s|\d{1,2}[.)]\s)/.test(line);
    const item = /^(?:[-*+•]|\d{1,2}[.)])\s+(.{1,70})$/.exec(line)?.[1];
    // Short items say little alone, so they stay with each other, and with what leads to them.
    if (item && joined.length > 0 && isList(joined.at(-1) ?? '')) {
      joined[joined.length - 1] += `${joined.at(-1)?.endsWith(':') ? '' : ','} ${item.replace(/[.,;]$/, '')}`;
      isOpen = false;
    } else if (isOpen && !isAlone) joined[joined.length - 1] += ` ${line}`;
    else if (line !== '') joined.push(line);
    isOpen = line !== '' && !isNumbers(line);
  }
  return joined;
}

const isList = (line: string) =>
  line.endsWith(':') ||
  /^[-*+•]\s.{1,300}$/.test(line) ||
  /:(?: [^.!?]{1,70},){1,12}[^.!?]{1,70}$/.test(line);

/** A row of a table that has lost its lines: `XS 80–84 64–68`. */
const isNumbers = (line: string) =>
  (line.match(/\d[\d–.,-]*/g) ?? []).length >= 2 &&
  !/[.!?]$/.test(line) &&
  line.split(/\s+/).length <= rowWordsMax;
const rowWordsMax = 8;

/** `| a | b |`, or `a | b` as plain text writes a table. */
function cellsOf(line: string): string[] | undefined {
  const inner = /^\|(.+)\|$/.exec(line)?.[1] ?? (line.includes(' | ') ? line : undefined);
  return inner?.split('|').map((cell) => plain(cell.trim()));
}

/** `Germany: price €4.90, time 2–3 days`. Only German writes the names of columns with a capital amid a sentence. */
function rowInWords(
  head: readonly string[],
  cells: readonly string[],
  language: Passage['language'],
): string {
  const [first = '', ...rest] = cells;
  const labels = head.map((label) =>
    language === 'de' || !/^\p{Lu}\p{Ll}/u.test(label)
      ? label
      : `${label[0]?.toLowerCase()}${label.slice(1)}`,
  );
  const details = rest
    .map((cell, index) => (cell ? `${labels[index + 1] ?? ''} ${cell}`.trim() : ''))
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
    /(?<=[.!?…])(?<!\b(?:\d{1,2}|z\.|B\.|e\.g|i\.e|etc|ca|bzw|Nr|No|Str)\.)\s+(?=[\p{Lu}\p{N}„“"'(])/u,
  );
  return sentences
    .map((sentence) => sentence.slice(0, sentenceMax).trim())
    .filter((sentence) => sentence.length > 2);
}
