import { type KnowledgeStatus, readKnowledgeStatus } from '../../database/knowledge-status.ts';
import { createKnowledgeVectors } from '../../database/knowledge-vectors.ts';
import type { KnowledgeScene } from './knowledge-scene.ts';

/** Prints what is known, what is yet to be read, and what can't be and why. Reads no document itself. */
export async function status({ db, bases, embedderFor, print }: KnowledgeScene): Promise<void> {
  const hasExtension = await createKnowledgeVectors(db).hasExtension();
  for (const base of bases) {
    const embedder = embedderFor(base.assistant);
    const known = await readKnowledgeStatus(db, base, embedder);
    print(`${base.assistant}/${base.base}  ${base.folder}`);
    if (!known) {
      print('  not read yet: a start reads it, and so does a search');
      continue;
    }
    print(`  ${known.ready} documents read, ${known.passages} passages`);
    print(`  ${lookedThrough(known)}`);
    if (embedder)
      print(
        `  ${embedder.model}: ${known.embedded} of ${known.texts} passages have their vector, compared ${hasExtension ? 'by pgvector' : 'in memory'}`,
      );
    else print('  found by words alone: no embedding model, or no key for it');
    for (const path of known.waiting) print(`  waiting: ${path}`);
    tellMore(known.waitingCount - known.waiting.length, 'waiting', print);
    for (const { path, reason } of known.refused) print(`  refused: ${path} ${reason}`);
    tellMore(known.refusedCount - known.refused.length, 'refused', print);
  }
}

function lookedThrough({ isKept, lookedAt, trouble }: KnowledgeStatus): string {
  const keeper = isKept ? 'a worker keeps it up to date' : 'no worker keeps it up to date';
  if (!lookedAt) return `never looked through to the end; ${keeper}`;
  const problem = trouble === null ? '' : `, in vain: ${trouble}`;
  return `last looked through at ${lookedAt.toISOString()}${problem}; ${keeper}`;
}

function tellMore(count: number, what: string, print: (line: string) => void): void {
  if (count > 0) print(`  ${what}: ${count} more`);
}
