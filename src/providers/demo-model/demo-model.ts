import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decide } from './decide.ts';
import { badRequest, RequestError, readJson, sendError, sendJson } from './demo-http.ts';
import { type DemoRequest, demoRequest } from './demo-request.ts';
import { sendStreamed, sendWhole } from './send-move.ts';

export interface DemoModelConfig {
  /** Missing: any free one. */
  readonly port?: number;
  /** How long each word takes, so that one sees an answer grow. */
  readonly wordDelayMs?: number;
}

/**
 * A chat model for machines without a key: OpenAI's protocol on loopback, with answers made by rules from the
 * request alone. It names itself as what it is.
 */
export async function startDemoModel({ port = 0, wordDelayMs = 20 }: DemoModelConfig = {}) {
  const server = createServer((request, response) => {
    answer(request, response, wordDelayMs).catch((error: unknown) => sendError(response, error));
  });
  server.listen(port, '127.0.0.1');
  // Rejects when the port is taken.
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    stop: () => stop(server),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  wordDelayMs: number,
): Promise<void> {
  const path = request.url?.split('?')[0] ?? '/';
  const method = methods[path];
  if (!method) throw new RequestError(404, `There is nothing at ${path}.`);
  if (request.method !== method) throw new RequestError(405, `Use ${method} here.`, { allow: method });
  if (method === 'GET')
    return sendJson(response, 200, { object: 'list', data: [{ id: 'demo', object: 'model' }] });

  const body = await readRequest(request);
  const move = decide(body);
  if (body.stream) await sendStreamed(move, body, response, wordDelayMs);
  else sendWhole(move, body, response);
}

const methods: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/v1/models': 'GET',
  '/v1/chat/completions': 'POST',
};

async function readRequest(request: IncomingMessage): Promise<DemoRequest> {
  const { data, error } = demoRequest.safeParse(await readJson(request));
  if (data) return data;
  const [issue] = error.issues;
  throw badRequest(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not understood'}`);
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
