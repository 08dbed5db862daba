import type { KnowledgeBases } from '../../database/knowledge-bases.ts';
import type {
  DocumentToWrite,
  KnowledgeDocuments,
  KnownDocument,
  RefusedDocument,
} from '../../database/knowledge-documents.ts';
import { readingVersion } from '../knowledge-bounds.ts';
import type { KnowledgeLog } from '../knowledge-log.ts';
import type { Reader } from '../read/open-reader.ts';
import type { ReadDocument } from '../read/read-document.ts';
import { configurationOf } from '../text-search-configuration.ts';
import { type FoundDocument, type Look, lookThrough } from './look-through.ts';

/** What it takes to bring one base up to date, for the worker that holds it. */
export interface KeptBase {
  readonly id: number;
  readonly assistant: string;
  readonly base: string;
  readonly folder: string;
  readonly holder: string;
  readonly bases: KnowledgeBases;
  readonly documents: KnowledgeDocuments;
  readonly reader: Reader;
  readonly log: KnowledgeLog;
  /** Whether what was refused before is tried again: the machine may have been busy then, or a limit lower. */
  readonly isFirstLook: boolean;
  readonly signal: AbortSignal;
}

/**
 * Brings a base up to date once: reads what is new or changed, takes out what is gone, passes over what can't be read.
 * Throws NotHeld when another worker has taken over, and what the database throws.
 */
export async function keepBase(kept: KeptBase): Promise<Kept> {
  const { id, holder, bases, documents, folder, signal } = kept;
  const beganAt = await bases.now();
  const look = await lookThrough(folder).catch((error: unknown) => troubleOf(error));
  if (typeof look === 'string') {
    await bases.noteLook(id, holder, { beganAt, trouble: look });
    return { beganAt, trouble: look };
  }
  const known = new Map((await documents.known()).map((document) => [document.path, document]));
  const due = look.documents.filter((found) => isDue(found, known.get(found.path), kept.isFirstLook));
  const refusals = look.refused.filter(({ path, reason }) => known.get(path)?.stamp !== stampOf(reason));
  const gone = goneFrom(look, known);
  if (due.length + refusals.length + gone.length > 0) await change(kept, { due, refusals, gone, known });
  if (signal.aborted) return {};
  await bases.noteLook(id, holder, { beganAt });
  return { beganAt, hasChanged: due.length + gone.length > 0 };
}

/** What became of a look; without `beganAt` it was cut short. */
export interface Kept {
  readonly beganAt?: Date;
  readonly trouble?: string;
  readonly hasChanged?: boolean;
}

interface Changes {
  readonly due: readonly FoundDocument[];
  readonly refusals: Look['refused'];
  readonly gone: readonly string[];
  readonly known: ReadonlyMap<string, KnownDocument>;
}

async function change(kept: KeptBase, { due, refusals, gone, known }: Changes): Promise<void> {
  const { documents, signal, log, assistant, base } = kept;
  const news = due.filter(({ path }) => !known.has(path)).map(({ path }) => path);
  await documents.announce(news);
  if (gone.length > 0) await documents.remove(gone);
  for (const { path, reason } of refusals)
    await refuse(kept, { path, stamp: stampOf(reason), reason }, known.get(path));
  const facts = { assistant, base };
  if (due.length > 0) log.info({ ...facts, documents: due.length }, 'reading the knowledge');
  const counts = { read: 0, same: 0, refused: refusals.length, gone: gone.length };
  for (const found of due) {
    if (signal.aborted) return;
    const outcome = await bringIn(kept, found, known.get(found.path));
    if (outcome) counts[outcome] += 1;
  }
  // A file's time alone has changed, or it is looked at again because it was new: nothing to tell.
  if (counts.read + counts.refused + counts.gone > 0)
    log.info({ ...facts, ...counts }, 'the knowledge is up to date');
}

async function bringIn(
  kept: KeptBase,
  found: FoundDocument,
  known: KnownDocument | undefined,
): Promise<'read' | 'same' | 'refused' | undefined> {
  const { reader, documents } = kept;
  // What was changed a moment ago is looked at once more: another change may bear the same time.
  const stamp = found.isFresh ? `${found.stamp}:fresh` : found.stamp;
  const isCurrent = known?.readingVersion === readingVersion && !known.isRefused;
  const hash = isCurrent ? (known.hash ?? undefined) : undefined;
  const answer = await reader.read({ path: found.realPath, known: hash });
  if ('gone' in answer || kept.signal.aborted) return undefined;
  if ('refused' in answer) {
    await refuse(kept, { path: found.path, stamp, reason: answer.refused }, known);
    return 'refused';
  }
  if ('isSame' in answer.read) {
    await documents.touch(found.path, stamp);
    return 'same';
  }
  await documents.write(toWrite(found.path, stamp, answer.read));
  return 'read';
}

const toWrite = (path: string, stamp: string, read: ReadDocument): DocumentToWrite => ({
  ...read,
  path,
  stamp,
  readingVersion,
  configuration: configurationOf(read.language),
});

async function refuse(
  { documents, log, assistant, base }: KeptBase,
  refused: Omit<RefusedDocument, 'readingVersion'>,
  known: KnownDocument | undefined,
) {
  await documents.refuse({ ...refused, readingVersion });
  const { path, reason } = refused;
  // What was new a moment ago is looked at twice, and told once.
  if (!known?.isRefused || known.reason === null || !reason.startsWith(known.reason))
    log.warn({ assistant, base, path, reason }, 'a document of the knowledge was refused');
}

function isDue({ stamp }: FoundDocument, known: KnownDocument | undefined, isFirstLook: boolean): boolean {
  if (!known || known.stamp !== stamp || known.readingVersion !== readingVersion) return true;
  return known.isRefused && isFirstLook;
}

/** A document that is refused for its place and not for its content is noted once. */
const stampOf = (reason: string) => `refused: ${reason}`;

function goneFrom({ documents, refused, unseen }: Look, known: ReadonlyMap<string, KnownDocument>): string[] {
  const there = new Set([...documents, ...refused].map(({ path }) => path));
  return [...known.keys()].filter(
    (path) => !there.has(path) && !unseen.some((folder) => path.startsWith(folder)),
  );
}

/** A folder that isn't there for a moment has lost no document. */
function troubleOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === 'ENOENT') return 'there is no such folder';
  if (code !== undefined) return `the folder can't be looked through (${code})`;
  return error instanceof Error ? error.message : 'the folder cannot be looked through';
}
