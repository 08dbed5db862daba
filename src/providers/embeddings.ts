import OpenAI, { APIError } from 'openai';
import { z } from 'zod';
import type { Embedder } from '../domain/embedder.ts';
import { ModelError } from '../domain/model-error.ts';
import { toModelError } from './model-failure.ts';
import { OversizedResponse } from './response-size.ts';

export interface EmbedderConfig {
  readonly model: string;
  readonly dimensions: number;
  /** Up to and with the version, such as `http://127.0.0.1:11434/v1`. Missing: OpenAI itself. */
  readonly baseUrl?: string | undefined;
  readonly apiKey: string;
}

/** An embedding model behind OpenAI's protocol; one attempt a call, and nothing that hasn't the asked dimensions. */
export function createEmbedder({ model, dimensions, baseUrl, apiKey }: EmbedderConfig): Embedder {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl ?? null,
    adminAPIKey: null,
    ...(baseUrl ? { organization: null, project: null } : {}),
    maxRetries: 0,
    logLevel: 'off',
    fetch: boundedFetch,
  });
  // Many models have one size only, and some of their servers refuse to be told it.
  let canChoose = true;

  async function ask(texts: readonly string[], signal: AbortSignal): Promise<unknown> {
    // Base64 is the package's own choice, and not every server that speaks the protocol knows it.
    const request = { model, input: [...texts], encoding_format: 'float' as const };
    if (!canChoose) return client.embeddings.create(request, { signal });
    try {
      return await client.embeddings.create({ ...request, dimensions }, { signal });
    } catch (error) {
      if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) throw error;
      const answer = await client.embeddings.create(request, { signal });
      canChoose = false;
      return answer;
    }
  }

  return {
    model,
    dimensions,
    async embed(texts, signal, { onUsage } = {}) {
      if (texts.length === 0) return [];
      try {
        const { data, usage } = answerShape.parse(await ask(texts, signal));
        if (usage) onUsage?.(usage.prompt_tokens);
        return vectorsOf(data, texts.length, dimensions);
      } catch (error) {
        throw toModelError(error, { hadOutput: false, apiKey });
      }
    },
  };
}

const answerShape = z.object({
  data: z.array(z.object({ index: z.int().min(0).optional(), embedding: z.array(z.number()) })),
  usage: z
    .object({ prompt_tokens: z.int().min(0) })
    .optional()
    .catch(undefined),
});

type Data = z.output<typeof answerShape>['data'];

/** In the order of the texts, whatever the order of the answer. */
function vectorsOf(data: Data, count: number, dimensions: number): Float32Array[] {
  const byIndex = new Map(data.map(({ index, embedding }, place) => [index ?? place, embedding]));
  return Array.from({ length: count }, (_, index) => {
    const embedding = byIndex.get(index);
    if (!embedding) throw wrong(`The embedding model gave ${data.length} vectors for ${count} texts.`);
    if (embedding.length !== dimensions)
      throw wrong(`The embedding model gives ${embedding.length} dimensions, not ${dimensions}.`);
    return Float32Array.from(embedding);
  });
}

const wrong = (message: string) => new ModelError('invalid', message, { hadOutput: true });

/** `fetch` for answers that come whole: one that is too large to be any is cut off. */
async function boundedFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(input, init);
  if (!response.body) return response;
  let bytes = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(piece, controller) {
        bytes += piece.length;
        if (bytes > responseBytesMax) controller.error(new OversizedResponse());
        else controller.enqueue(piece);
      },
    }),
  );
  const { status, statusText, headers } = response;
  return new Response(counted, { status, statusText, headers });
}

/** 64 vectors of 16,000 dimensions would be larger; taking in even this much holds the process up for 100 ms. */
const responseBytesMax = 10_000_000;
