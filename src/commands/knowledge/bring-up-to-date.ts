import { readKnowledgeStatus } from '../../database/knowledge-status.ts';
import { startIngestion } from '../../knowledge/ingest/ingestion.ts';
import type { KnowledgeScene } from './knowledge-scene.ts';

/** Takes in what the folders hold, unless a running worker has just done so; tells how far it is. */
export async function bringUpToDate(scene: KnowledgeScene): Promise<void> {
  const { db, bases, embedderFor, log } = scene;
  if (await areKept(scene)) return;
  const ingestion = startIngestion({ db, bases, embedderFor, log });
  const progress = setInterval(() => void tellProgress(scene).catch(() => {}), tellEveryMs);
  try {
    await ingestion.settled();
  } finally {
    clearInterval(progress);
    await ingestion.stop();
  }
}

async function areKept({ db, bases }: KnowledgeScene): Promise<boolean> {
  const all = await Promise.all(bases.map((base) => readKnowledgeStatus(db, base)));
  const freshAfter = Date.now() - freshMs;
  return all.every((status) => status?.isKept && (status.lookedAt?.getTime() ?? 0) > freshAfter);
}

async function tellProgress({ db, bases, embedderFor, tell }: KnowledgeScene): Promise<void> {
  for (const base of bases) {
    const embedder = embedderFor(base.assistant);
    const status = await readKnowledgeStatus(db, base, embedder);
    if (!status) continue;
    const { ready, refusedCount, waitingCount, texts, embedded } = status;
    const name = `${base.assistant}/${base.base}`;
    const done = ready + refusedCount;
    if (waitingCount > 0) tell(`${name}: ${done} of ${done + waitingCount} documents read`);
    else if (embedder && embedded < texts)
      tell(`${name}: ${embedded} of ${texts} passages have their vector`);
  }
}

const tellEveryMs = 2_000;
/** A worker looks through its folders every few seconds; by the database's clock, which may be off by as much. */
const freshMs = 10_000;
