import { planBounds } from '../plan-bounds.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * A table as a list of rows: `{ columns, rows }`, lists under a list of names, or text with a line of names and a line
 * for each row, parted by `|`, tabs, semicolons or commas. Every row must have as many cells as there are names.
 */
export function rowsFrom(value: unknown): readonly Row[] | undefined {
  if (typeof value === 'string') return fromText(value);
  if (Array.isArray(value)) {
    if (value.every(isRow)) return value;
    const [names, ...lines] = value;
    return fromLists(names, lines);
  }
  return isRow(value) && Array.isArray(value.rows) ? fromLists(value.columns, value.rows) : undefined;
}

function fromText(text: string): readonly Row[] | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !rule.test(line));
  const [first = ''] = lines;
  const mark = marks.find((each) => first.includes(each));
  // Quoted cells may hold the mark itself.
  if (mark === undefined || text.includes('"')) return undefined;
  const [names, ...cells] = lines.map((line) => cellsOf(line, mark));
  return fromLists(names, cells);
}

const marks = ['|', '\t', ';', ','] as const;
/** The line under a Markdown table's names. */
const rule = /^[\s|:-]*-{2,}[\s|:-]*$/;

const cellsOf = (line: string, mark: string) =>
  (mark === '|' ? line.trim().replace(/^\||\|$/g, '') : line).split(mark).map((cell) => cell.trim());

function fromLists(names: unknown, lines: readonly unknown[]): readonly Row[] | undefined {
  if (!Array.isArray(names) || names.length === 0 || lines.length > planBounds.rowsMax) return undefined;
  if (!names.every((name) => typeof name === 'string' && name !== '') || new Set(names).size < names.length)
    return undefined;
  if (!lines.every((line) => Array.isArray(line) && line.length === names.length)) return undefined;
  return (lines as unknown[][]).map((line) =>
    Object.fromEntries(names.map((name, index) => [name, line[index]])),
  );
}

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
