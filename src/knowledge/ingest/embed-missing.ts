import type { KnowledgeVectors } from '../../database/knowledge-vectors.ts';
import type { Embedder } from '../../domain/embedder.ts';
import { ModelError } from '../../domain/model-error.ts';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import type { KnowledgeLog } from '../knowledge-log.ts';
import { embeddedText } from '../passages/index-passage.ts';

interface EmbeddingParts {
  readonly vectors: KnowledgeVectors;
  readonly embedderFor: (assistant: string) => Embedder | undefined;
  readonly log: KnowledgeLog;
  readonly signal: AbortSignal;
}

/** `idle`: nothing could be done, be it that the vendor is down. `done`: this was the last. `more`: there is more to do. */
type EmbeddingStep = 'idle' | 'done' | 'more';

/** Gives passages their vectors, some at a time; after a failure it waits as the vendor says, else longer each time. */
export function createEmbedding({ vectors, embedderFor, log, signal }: EmbeddingParts) {
  const outages = new Map<string, { until: number; failures: number }>();

  async function step(baseId: number, assistant: string): Promise<EmbeddingStep> {
    const embedder = embedderFor(assistant);
    const outage = outages.get(assistant);
    if (!embedder || (outage && performance.now() < outage.until)) return 'idle';
    for (let batches = 0; batches < batchesPerStep; batches += 1) {
      const missing = await vectors.missing(baseId, embedder, batchOf(embedder));
      if (missing.length === 0) {
        if (batches === 0) return 'idle';
        await vectors.prune(baseId, embedder);
        return 'done';
      }
      const made = await embed(embedder, assistant, missing.map(embeddedText));
      if (!made) return 'idle';
      await vectors.write(
        baseId,
        embedder,
        missing.flatMap(({ key }, index) => {
          const vector = made[index];
          return vector ? [{ key, vector }] : [];
        }),
      );
    }
    return 'more';
  }

  async function embed(embedder: Embedder, assistant: string, texts: string[]) {
    const outage = outages.get(assistant);
    try {
      const made = await embedder.embed(texts, AbortSignal.any([signal, AbortSignal.timeout(vendorMs)]));
      if (outage) log.info({ assistant }, 'the embedding model answers again');
      outages.delete(assistant);
      return made;
    } catch (error) {
      if (signal.aborted) return undefined;
      const failures = (outage?.failures ?? 0) + 1;
      const asked = error instanceof ModelError ? error.retryAfterMs : undefined;
      const waitMs = Math.min(asked ?? waitMsMin * 2 ** (failures - 1), waitMsMax);
      outages.set(assistant, { until: performance.now() + waitMs, failures });
      if (!outage) log.warn({ assistant, error }, 'the embedding model fails: words alone find new passages');
      return undefined;
    }
  }

  return {
    step,
    /** Takes out what no passage needs any longer. */
    prune: (baseId: number, assistant: string) => vectors.prune(baseId, embedderFor(assistant)),
  };
}

/** Texts at once; of large vectors fewer, because taking in an answer holds up the process. */
const batchOf = ({ dimensions }: Embedder) =>
  Math.max(1, Math.min(knowledgeBounds.embeddingBatchMax, Math.floor(numbersMax / dimensions)));
const numbersMax = 200_000;

/** Between two looks through the folder. */
const batchesPerStep = 8;
const vendorMs = 30_000;
const waitMsMin = 5_000;
const waitMsMax = 300_000;
