import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A kept bug: what it does to the source, as `diff -u` writes it. */
export interface Mutant {
  readonly folder: string;
  readonly name: string;
  readonly changes: readonly FileChange[];
  /** Test files that are to find it, where they aren't the folder's usual ones. */
  readonly tests?: readonly string[];
}

/** What a patch does to one file; it may come to the same file more than once. */
interface FileChange {
  readonly file: string;
  readonly hunks: readonly Hunk[];
}

interface Hunk {
  /** Where it was when the patch was made, from 0. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The files that a bug changes, with the bug in them. Throws where it doesn't fit the source any more. */
export async function plant(
  { changes }: Pick<Mutant, 'changes'>,
  read: (file: string) => Promise<string>,
): Promise<ReadonlyMap<string, string>> {
  const planted = new Map<string, string>();
  for (const { file, hunks } of changes) {
    let text = planted.get(file) ?? (await read(file));
    for (const hunk of hunks) text = changed(text, hunk, file);
    planted.set(file, text);
  }
  return planted;
}

function changed(text: string, { line, before, after }: Hunk, file: string): string {
  const lines = text.split('\n');
  const places = lines.flatMap((_, at) => (before.every((each, by) => lines[at + by] === each) ? [at] : []));
  const [nearest] = places.sort((a, b) => Math.abs(a - line) - Math.abs(b - line));
  if (nearest === undefined)
    throw new Error(`it does not fit ${file} any more: these lines are gone\n${before.join('\n')}`);
  return lines.toSpliced(nearest, before.length, ...after).join('\n');
}

/** The kept bugs of one folder, by name. */
export async function readMutants(folder: string): Promise<Mutant[]> {
  const names = (await readdir(join(import.meta.dirname, folder))).filter((name) => name.endsWith('.patch'));
  return await Promise.all(
    names.sort().map(async (name) => {
      const patch = readPatch(await readFile(join(import.meta.dirname, folder, name), 'utf8'));
      return { folder, name, ...patch };
    }),
  );
}

/** The test files that find a folder's bugs. */
export async function usualTests(folder: string): Promise<string[]> {
  const text = await readFile(join(import.meta.dirname, folder, 'tests'), 'utf8');
  return text.split('\n').filter((line) => line.trim() !== '');
}

export function readPatch(text: string): Pick<Mutant, 'changes' | 'tests'> {
  const tests = /^# tests: (.+)$/m.exec(text)?.[1]?.split(' ');
  const [, ...parts] = text.split(/^--- a\//m);
  const changes = parts.map((part) => {
    const [file = '', ...rest] = part.split('\n');
    const [, ...hunks] = rest.join('\n').split(/^@@ -(?=\d)/m);
    return { file: file.trim(), hunks: hunks.map(readHunk) };
  });
  return { changes, ...(tests && { tests }) };
}

function readHunk(text: string): Hunk {
  const [head = '', ...lines] = text.replace(/\n$/, '').split('\n');
  const of = (marks: string) =>
    lines.filter((line) => marks.includes(line[0] ?? ' ')).map((line) => line.slice(1));
  return { line: Number.parseInt(head, 10) - 1, before: of(' -'), after: of(' +') };
}
