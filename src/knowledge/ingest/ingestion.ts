import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKnowledgeBases, type KnowledgeBaseRef } from '../../database/knowledge-bases.ts';
import { createKnowledgeDocuments, NotHeld } from '../../database/knowledge-documents.ts';
import { createKnowledgeVectors } from '../../database/knowledge-vectors.ts';
import type { Database } from '../../database/open-database.ts';
import type { Embedder } from '../../domain/embedder.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import type { KnowledgeLog } from '../knowledge-log.ts';
import { openReader, type ReaderLimits } from '../read/open-reader.ts';
import { createEmbedding } from './embed-missing.ts';
import { keepBase } from './keep-base.ts';

/** A base and the folder that it is read from, as an absolute path. */
export interface IngestedBase extends KnowledgeBaseRef {
  readonly folder: string;
}

export interface IngestionParts {
  readonly db: Database;
  readonly bases: readonly IngestedBase[];
  /** The assistant's embedding model; undefined where it has none. */
  readonly embedderFor: (assistant: string) => Embedder | undefined;
  readonly log: KnowledgeLog;
  /** For tests that can't wait. */
  readonly limits?: ReaderLimits & { readonly lookEveryMs: number };
}

/** What keeps the knowledge up to date in the background. */
export interface Ingestion {
  /** The next start goes on where this one ended. */
  stop(): Promise<void>;
  /** Resolves when everything that is in the folders now has been taken in, by whichever worker, or refused. */
  settled(): Promise<void>;
}

/** Looks through the folders of these bases every few seconds and takes in what has changed; one worker a base. */
export function startIngestion({ db, bases, embedderFor, log, limits }: IngestionParts): Ingestion {
  const holder = randomUUID();
  const stopping = new AbortController();
  const { signal } = stopping;
  const store = createKnowledgeBases(db);
  const reader = openReader(limits);
  const embedding = createEmbedding({ vectors: createKnowledgeVectors(db), embedderFor, log, signal });
  const held = new Map<number, { settledAt?: Date; trouble?: string }>();
  const nap = openNap(limits?.lookEveryMs ?? knowledgeBounds.lookEveryMs, signal);

  /** Whether there is more to do at once. */
  async function keep({ folder, ...ref }: IngestedBase): Promise<boolean> {
    const id = await store.ensure(ref);
    if (!(await store.hold(id, holder, knowledgeBounds.holdMs))) {
      held.delete(id);
      return false;
    }
    const before = held.get(id);
    const documents = createKnowledgeDocuments(db, id, holder);
    const isFirstLook = !before;
    held.set(id, before ?? {});
    const kept = { id, folder, holder, bases: store, documents, reader, isFirstLook, log, signal, ...ref };
    const { beganAt, trouble, hasChanged } = await keepBase(kept);
    if (hasChanged) await embedding.prune(id, ref.assistant);
    if (trouble !== undefined && trouble !== before?.trouble)
      log.warn({ ...ref, reason: trouble }, 'the knowledge stays as it is');
    const rest = await embedding.step(id, ref.assistant);
    if (hasChanged || rest === 'done') await store.analyze();
    const settledAt = rest === 'more' ? before?.settledAt : beganAt;
    held.set(id, { ...(settledAt && { settledAt }), ...(trouble !== undefined && { trouble }) });
    return rest === 'more';
  }

  async function round(): Promise<boolean> {
    let hasMore = false;
    for (const base of bases) {
      if (signal.aborted) return false;
      hasMore = (await keep(base).catch((error) => giveUp(base, error))) || hasMore;
    }
    return hasMore;
  }

  function giveUp({ assistant, base }: IngestedBase, error: unknown): false {
    held.clear();
    if (!(error instanceof NotHeld) && !signal.aborted)
      log.warn({ assistant, base, error }, 'the knowledge could not be brought up to date');
    return false;
  }

  async function run(): Promise<void> {
    const renewal = setInterval(renewAll, knowledgeBounds.holdMs / 4);
    while (!signal.aborted) {
      const hasMore = await round();
      if (!hasMore) {
        // It takes memory, and nothing may change for weeks.
        await reader.close();
        await nap.take();
      }
    }
    clearInterval(renewal);
    await reader.close();
    await store.letGo(holder).catch(() => {});
  }

  /** Reading one document may take as long as a lease; who lost it hears of that when they write. */
  function renewAll(): void {
    for (const id of held.keys()) store.hold(id, holder, knowledgeBounds.holdMs).catch(() => {});
  }

  async function isSettled(base: IngestedBase, asked: Date): Promise<boolean> {
    const id = await store.ensure(base);
    const mine = held.get(id);
    const at = mine ? mine.settledAt : await store.lookedAt(id);
    return at !== undefined && at >= asked;
  }

  const running = run();
  return {
    async stop() {
      stopping.abort();
      // What it is just reading is read again at the next start.
      await reader.close();
      await running;
    },
    async settled() {
      const asked = await store.now();
      nap.end();
      for (const base of bases)
        while (!signal.aborted && !(await isSettled(base, asked)))
          await sleep(settledEveryMs, undefined, { signal }).catch(() => {});
    },
  };
}

/** The pause between two rounds, which somebody may end; asked for while none is taken, the next one is left out. */
function openNap(ms: number, stop: AbortSignal) {
  let waking = Promise.withResolvers<void>();
  return {
    async take(): Promise<void> {
      const over = new AbortController();
      await Promise.race([
        sleep(ms, undefined, { signal: AbortSignal.any([stop, over.signal]) }).catch(() => {}),
        waking.promise,
      ]);
      over.abort();
      waking = Promise.withResolvers<void>();
    },
    end: () => waking.resolve(),
  };
}

const settledEveryMs = 50;
