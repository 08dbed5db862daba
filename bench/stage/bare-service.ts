import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { migrate, openDatabase } from '../../src/database/open-database.ts';
import { loadAssistants } from '../../src/registry/load-assistants.ts';
import { createBareTurn } from './bare-turn.ts';

/**
 * A process of its own: the chat written by hand, as a customer's page needs it, with everything in memory. What dies
 * with it is lost.
 */
const { ASSISTANTS = '', DATABASE_URL = '', OPENAI_BASE_URL = '' } = process.env;
const db = openDatabase(DATABASE_URL);
await migrate(db);
const registry = await loadAssistants(ASSISTANTS, process.env);
const turn = createBareTurn({ db, registry, modelUrl: OPENAI_BASE_URL });
const streams = new Map<string, ServerResponse>();

const server = createServer(async (request, response) => {
  const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
  if (request.url === '/v1/chat/events') {
    streams.set(token, response);
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    return;
  }
  const { text } = (await json(request)) as { text?: string };
  const reply = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
  if (text === undefined) {
    const id = randomUUID();
    return reply(201, { token: id, conversationId: id });
  }
  reply(202, {});
  const send = (event: string, data: object) =>
    streams.get(token)?.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const answer = await turn(text, (piece) => send('delta', { text: piece }));
  send('message', { from: 'assistant', kind: 'answer', text: answer });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
