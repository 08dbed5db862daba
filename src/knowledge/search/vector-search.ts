import { setTimeout as sleep } from 'node:timers/promises';
import type { Candidate, SearchedBase } from '../../database/knowledge-search.ts';
import type { KnowledgeVectors } from '../../database/knowledge-vectors.ts';
import type { Embedder, EmbeddingCall } from '../../domain/embedder.ts';
import type { Findings } from '../../domain/knowledge.ts';
import { OverBudget } from '../../domain/model-error.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import type { KnowledgeLog } from '../knowledge-log.ts';
import { createVectorMemory } from './vector-memory.ts';

interface VectorSearchParts {
  readonly vectors: KnowledgeVectors;
  readonly embedderFor: (assistant: string) => Embedder | undefined;
  readonly log: KnowledgeLog;
}

/** Candidates by meaning, best first; none where meanings were not compared. */
export interface ByMeaning {
  readonly meaning: Findings['meaning'];
  readonly candidates: readonly Candidate[];
}

interface Question {
  readonly assistant: string;
  readonly bases: readonly SearchedBase[];
  readonly text: string;
  readonly signal: AbortSignal | undefined;
  readonly call: EmbeddingCall | undefined;
}

/**
 * Passages whose vectors are nearest to the question's. Never rejects and never takes long: a vendor or a database that
 * fails is told once, a vendor is then left alone for a while, and words alone serve.
 */
export function createVectorSearch({ vectors, embedderFor, log }: VectorSearchParts) {
  const memory = createVectorMemory(vectors, log);
  const downUntil = new Map<string, number>();
  let hasExtension: Promise<boolean> | undefined;

  async function questionVector(embedder: Embedder, { assistant, text, signal, call }: Question) {
    const until = downUntil.get(assistant);
    if (until !== undefined && performance.now() < until) return undefined;
    const patience = AbortSignal.timeout(knowledgeBounds.questionVectorMs);
    try {
      const [vector] = await embedder.embed(
        [text],
        signal ? AbortSignal.any([patience, signal]) : patience,
        call,
      );
      if (until !== undefined) log.info({ assistant }, 'the embedding model answers again');
      downUntil.delete(assistant);
      return vector;
    } catch (error) {
      // What one turn can't pay for another may.
      if (signal?.aborted || error instanceof OverBudget) return undefined;
      if (until === undefined)
        log.warn({ assistant, error }, 'the embedding model fails: knowledge is found by words alone');
      downUntil.set(assistant, performance.now() + downMs);
      return undefined;
    }
  }

  async function nearest(
    embedder: Embedder,
    bases: readonly SearchedBase[],
    vector: Float32Array,
  ): Promise<readonly Candidate[] | undefined> {
    hasExtension ??= vectors.hasExtension();
    const inDatabase = await hasExtension.catch((error) => {
      hasExtension = undefined;
      throw error;
    });
    const limit = knowledgeBounds.candidatesMax;
    if (!inDatabase) return memory.nearest(bases, embedder, vector, limit);
    const ids = bases.map(({ id }) => id);
    return vectors.nearest(ids, embedder, vector, limit);
  }

  async function compare(embedder: Embedder, question: Question): Promise<ByMeaning> {
    const { assistant, bases } = question;
    try {
      const vector = await questionVector(embedder, question);
      const candidates = vector && (await nearest(embedder, bases, vector));
      return candidates ? { meaning: 'compared', candidates } : notCompared;
    } catch (error) {
      log.warn({ assistant, error }, 'vectors could not be compared: knowledge is found by words alone');
      return notCompared;
    }
  }

  return async (question: Question): Promise<ByMeaning> => {
    const embedder = embedderFor(question.assistant);
    if (!embedder) return { meaning: 'off', candidates: [] };
    const over = new AbortController();
    const late = sleep(knowledgeBounds.meaningMs, notCompared, { signal: over.signal, ref: false });
    late.catch(() => {});
    try {
      return await Promise.race([compare(embedder, question), late]);
    } finally {
      over.abort();
    }
  };
}

const notCompared: ByMeaning = { meaning: 'failed', candidates: [] };

/** How long a vendor that failed is left alone, so that not every turn waits for it. */
const downMs = 20_000;
