import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';

/** One request, as it came over the wire. */
export interface EmbeddingRequest {
  readonly model: string;
  readonly input: readonly string[];
  readonly dimensions?: number;
  readonly encoding_format?: string;
}

/** `hang`: the answer never comes. */
export type EmbeddingReply =
  | { readonly vectors: readonly (readonly number[])[]; readonly inputTokens?: number }
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: object }
  | 'hang';

/** Decides what a call is answered; `call` counts from 1. */
export type EmbeddingScript = (request: EmbeddingRequest, call: number) => EmbeddingReply;

/** A vendor of embeddings for tests: OpenAI's protocol over real HTTP, as the test scripts it. */
export async function startStandInEmbeddings(script: EmbeddingScript) {
  const requests: EmbeddingRequest[] = [];
  const server = createServer(async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/v1/embeddings') return send(response, 404, {});
    const body = JSON.parse(await readText(request)) as EmbeddingRequest;
    requests.push(body);
    const reply = script(body, requests.length);
    if (reply === 'hang') return;
    if ('status' in reply) return send(response, reply.status, reply.body ?? fault, reply.headers);
    const data = reply.vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
    // Clients may rely on `index` only.
    const usage = reply.inputTokens === undefined ? {} : { usage: { prompt_tokens: reply.inputTokens } };
    send(response, 200, { object: 'list', model: body.model, data: data.reverse(), ...usage });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests: requests as readonly EmbeddingRequest[],
    /** How many of the requests asked for this text. */
    timesAsked: (text: string) =>
      requests.filter(({ input }) => input.some((each) => each.includes(text))).length,
    async stop(): Promise<void> {
      server.close();
      server.closeAllConnections();
    },
  };
}

const fault = { error: { message: 'scripted', type: 'server_error' } };

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Texts that hold one of these words point the same way; others point their own. */
export const meaningOf =
  (dimensions: number, topics: readonly RegExp[]): EmbeddingScript =>
  ({ input }) => ({
    vectors: input.map((text) => {
      const vector = Array.from({ length: dimensions }, () => 0);
      for (const [index, topic] of topics.entries()) if (topic.test(text)) vector[index] = 1;
      vector[dimensions - 1] = 0.01;
      return vector;
    }),
  });
