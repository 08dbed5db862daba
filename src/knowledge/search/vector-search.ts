import type { Candidate, SearchedBase } from '../../database/knowledge-search.ts';
import type { KnowledgeVectors } from '../../database/knowledge-vectors.ts';
import type { Embedder } from '../../domain/embedder.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import type { KnowledgeLog } from '../knowledge-log.ts';
import { createVectorMemory } from './vector-memory.ts';

interface VectorSearchParts {
  readonly vectors: KnowledgeVectors;
  readonly embedderFor: (assistant: string) => Embedder | undefined;
  readonly log: KnowledgeLog;
}

/**
 * Passages whose vectors are nearest to the question's, best first; none where there is no embedding model, or where it
 * fails: that is told once, and it is left alone for a while.
 */
export function createVectorSearch({ vectors, embedderFor, log }: VectorSearchParts) {
  const memory = createVectorMemory(vectors, log);
  const downUntil = new Map<string, number>();
  let hasExtension: Promise<boolean> | undefined;

  async function questionVector(assistant: string, embedder: Embedder, text: string, signal?: AbortSignal) {
    const until = downUntil.get(assistant);
    if (until !== undefined && performance.now() < until) return undefined;
    const patience = AbortSignal.timeout(knowledgeBounds.questionVectorMs);
    try {
      const [vector] = await embedder.embed([text], signal ? AbortSignal.any([patience, signal]) : patience);
      if (until !== undefined) log.info({ assistant }, 'the embedding model answers again');
      downUntil.delete(assistant);
      return vector;
    } catch (error) {
      if (signal?.aborted) return undefined;
      if (until === undefined)
        log.warn({ assistant, error }, 'the embedding model fails: knowledge is found by words alone');
      downUntil.set(assistant, performance.now() + downMs);
      return undefined;
    }
  }

  return async (
    assistant: string,
    bases: readonly SearchedBase[],
    text: string,
    signal: AbortSignal | undefined,
  ): Promise<readonly Candidate[]> => {
    const embedder = embedderFor(assistant);
    const vector = embedder && (await questionVector(assistant, embedder, text, signal));
    if (!vector) return [];
    hasExtension ??= vectors.hasExtension();
    const inDatabase = await hasExtension.catch((error) => {
      hasExtension = undefined;
      throw error;
    });
    const limit = knowledgeBounds.candidatesMax;
    if (!inDatabase) return memory.nearest(bases, embedder, vector, limit);
    const ids = bases.map(({ id }) => id);
    return vectors.nearest(ids, embedder, vector, limit);
  };
}

/** How long a vendor that failed is left alone, so that not every turn waits for it. */
const downMs = 20_000;
