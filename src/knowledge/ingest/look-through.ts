import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import { formatOf } from '../read/format.ts';

/** What a look through a folder found. */
export interface Look {
  readonly documents: readonly FoundDocument[];
  /** Documents that can't be taken, with the reason. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** Folders within, that couldn't be looked into this time: what is known below them stays. Each ends with `/`. */
  readonly unseen: readonly string[];
}

export interface FoundDocument {
  /** Within the folder, with `/` between. */
  readonly path: string;
  /** Where it really is; through no link. */
  readonly realPath: string;
  /** Changes when the file does: size and time. */
  readonly stamp: string;
  /** Whether it was changed so lately that another change may bear the same time. */
  readonly isFresh: boolean;
}

/**
 * The documents under a folder, in the order of their paths. Hidden files and folders are passed over; links count
 * where they lead to a file within the folder. Throws what the file system throws when the folder itself can't be read.
 */
export async function lookThrough(folder: string): Promise<Look> {
  const root = await realpath(folder);
  const documents: FoundDocument[] = [];
  const refused: { path: string; reason: string }[] = [];
  const unseen: string[] = [];
  let entries = 0;

  async function lookInto(inner: string, depth: number): Promise<void> {
    for (const { name, isDirectory } of await entriesOf(join(root, inner))) {
      const path = inner === '' ? name : `${inner}/${name}`;
      entries += 1;
      if (entries > knowledgeBounds.entriesMax)
        throw new Error(`more than ${knowledgeBounds.entriesMax} files are in the folder`);
      if (isDirectory && depth < knowledgeBounds.depthMax)
        await lookInto(path, depth + 1).catch((error) => unseenAt(path, error));
      else if (!isDirectory && formatOf(name)) await take(path);
    }
  }

  function unseenAt(path: string, error: unknown): void {
    if (!isFileError(error)) throw error;
    // One that has gone meanwhile holds nothing.
    if (error.code !== 'ENOENT') unseen.push(`${path}/`);
  }

  async function take(path: string): Promise<void> {
    const reason = await reasonAgainst(path);
    if (reason !== undefined) {
      if (reason !== 'gone') refused.push({ path: path.slice(0, knowledgeBounds.pathTextMax), reason });
      return;
    }
    const realPath = await realpath(join(root, path)).catch(() => '');
    const facts = realPath === '' ? undefined : await stat(realPath, { bigint: true }).catch(() => undefined);
    if (!facts) return;
    const ageMs = Date.now() - Number(facts.mtimeMs);
    const stamp = `${facts.size}:${facts.mtimeNs}:${facts.ino}`;
    documents.push({ path, realPath, stamp, isFresh: ageMs >= 0 && ageMs < freshMs });
  }

  async function reasonAgainst(path: string): Promise<string | undefined> {
    if (path.length > knowledgeBounds.pathTextMax) return 'has too long a path';
    if (!isStorable(path)) return 'has a name that is no proper text';
    const full = join(root, path);
    const facts = await lstat(full).catch(() => undefined);
    if (!facts) return 'gone';
    if (!facts.isSymbolicLink()) return facts.isFile() ? tooMany() : 'is no regular file';
    const target = await realpath(full).catch(() => undefined);
    if (target === undefined) return 'is a link that leads nowhere';
    if (!target.startsWith(root + sep)) return 'is a link that leads out of the folder';
    return (await stat(target)).isFile() ? tooMany() : 'is no regular file';
  }

  const tooMany = () =>
    documents.length < knowledgeBounds.documentsMax
      ? undefined
      : `is beyond the ${knowledgeBounds.documentsMax} documents that a base may have`;

  await lookInto('', 1);
  return { documents, refused, unseen };
}

/** Sorted, so that the same ones are taken each time where there are too many. */
async function entriesOf(folder: string): Promise<{ name: string; isDirectory: boolean }[]> {
  const entries: { name: string; isDirectory: boolean }[] = [];
  for await (const entry of await opendir(folder)) {
    if (entry.name.startsWith('.')) continue;
    entries.push({ name: entry.name, isDirectory: entry.isDirectory() });
    if (entries.length > knowledgeBounds.entriesMax) break;
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Node gives a name that isn't UTF-8 with this letter in it, and would not find the file by it. */
const isStorable = (path: string) => !path.includes('\uFFFD') && path.isWellFormed();

const isFileError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** Clocks of file systems are coarse. */
const freshMs = 2_000;
