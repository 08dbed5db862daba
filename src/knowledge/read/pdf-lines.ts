import { type Block, heading, paragraph } from './outline.ts';

/** A line of a page: its words, how high its letters are and how far it stands from the bottom, in points. */
export interface PdfLine {
  readonly text: string;
  readonly height: number;
  readonly y: number;
}

/** Paragraphs and headings of pages: larger letters make a heading, a gap makes a paragraph. Pure. */
export function outlineOfLines(pages: readonly (readonly PdfLine[])[]): Block[] {
  const body = bodyHeight(pages.flat());
  const levels = [...new Set(pages.flat().map((line) => size(line)))]
    .filter((height) => height >= body * largerBy)
    .sort((a, b) => b - a);
  const repeated = repeatedLines(pages);
  const blocks: Block[] = [];
  let text = '';
  const flush = () => {
    blocks.push(...paragraph(text));
    text = '';
  };
  for (const page of pages) {
    let above: PdfLine | undefined;
    for (const line of page) {
      if (repeated.has(line.text) || pageNumber.test(line.text)) continue;
      const level = line.text.length <= headingTextMax ? levels.indexOf(size(line)) + 1 : 0;
      if (level > 0) {
        flush();
        blocks.push(...heading(Math.min(level, 6), line.text));
      } else {
        if (above && isGap(above, line)) flush();
        text = joined(text, line.text);
      }
      above = line;
    }
  }
  flush();
  return blocks;
}

/** The height that most letters have. */
function bodyHeight(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const line of lines) letters.set(size(line), (letters.get(size(line)) ?? 0) + line.text.length);
  return [...letters].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

const size = ({ height }: PdfLine) => Math.round(height * 2) / 2;
const largerBy = 1.15;
const headingTextMax = 150;

const isGap = (above: PdfLine, line: PdfLine) => Math.abs(above.y - line.y) > Math.max(line.height, 1) * 1.75;

/** What stands at the top or bottom of most pages is no part of the text. */
function repeatedLines(pages: readonly (readonly PdfLine[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const page of pages)
    for (const text of new Set([page[0]?.text, page.at(-1)?.text]))
      if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  const enough = Math.max(3, pages.length / 2);
  return new Set([...counts].filter(([, count]) => count >= enough).map(([text]) => text));
}

const pageNumber = /^(?:\p{L}+ )?\d{1,4}(?: ?(?:\/|of|von) ?\d{1,4})?$/u;

/** A word that the line's end had broken is whole again. */
function joined(text: string, line: string): string {
  if (text === '') return line;
  if (/\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line)) return text.slice(0, -1) + line;
  return `${text}\n${line}`;
}
