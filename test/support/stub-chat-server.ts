import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import type { ChatState } from '../../src/domain/conversation.ts';
import type { Message } from '../../src/domain/message.ts';
import { nameOrigins } from '../../src/http/open/widget-routes.ts';

/**
 * Speaks the chat's routes over real HTTP and serves the built page under the policy that the product sets.
 * What it says is decided by the test. `goDown` cuts everything off; what was accepted is still there after `comeUp`.
 */
export class StubChatServer {
  readonly #folder: string | null;
  readonly #streams = new Set<ServerResponse>();
  readonly #tokens = new Map<string, string>();
  readonly #orders: { status: number; headers: Record<string, string> }[] = [];
  #server: Server | null = null;
  #port = 0;
  #status: { state: ChatState; nextStep: string } = { state: 'idle', nextStep: '' };
  #draft: { turnId: string; attempt: number; text: string } | null = null;

  readonly messages: Message[] = [];
  /** Every post that reached the server, accepted or not. */
  readonly posts: { id: string; text: string }[] = [];
  /** `Last-Event-ID` of every connection to the stream. */
  readonly connections: (string | undefined)[] = [];
  sessionsOpened = 0;
  /** Origins that may frame the widget. */
  embeddedBy: readonly string[] = [];
  conversationId = randomUUID();

  constructor(folder: string | null = null) {
    this.#folder = folder;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async comeUp(): Promise<void> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
  }

  async goDown(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.#streams.clear();
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  /** The next posts of messages are answered like this, in order. */
  refuseNextPost(status: number, headers: Record<string, string> = {}): void {
    this.#orders.push({ status, headers });
  }

  /** Nobody's session holds any longer. */
  forgetSessions(): void {
    this.#tokens.clear();
    this.cutStreams();
  }

  cutStreams(): void {
    for (const stream of this.#streams) stream.destroy();
    this.#streams.clear();
  }

  /** Writes a row, and tells the streams unless the hint is to be lost. */
  say(message: Partial<Message> & Pick<Message, 'text'>, hint: 'told' | 'lost' = 'told'): Message {
    const seq = this.messages.length + 1;
    const row: Message = {
      seq,
      id: randomUUID(),
      from: 'assistant',
      kind: 'answer',
      channel: 'web',
      citations: [],
      at: new Date().toISOString(),
      ...message,
    };
    this.messages.push(row);
    if (row.kind === 'answer') this.#draft = null;
    if (hint === 'told') this.#tell('message', row, row.seq);
    return row;
  }

  status(state: ChatState, nextStep = ''): void {
    this.#status = { state, nextStep };
    if (state !== 'working') this.#draft = null;
    this.#tell('status', this.#status);
  }

  delta(turnId: string, attempt: number, offset: number, text: string): void {
    const known = this.#draft;
    const isSame = known?.turnId === turnId && known.attempt === attempt;
    this.#draft = { turnId, attempt, text: (isSame ? known.text.slice(0, offset) : '') + text };
    this.#tell('delta', { turnId, attempt, offset, text });
  }

  /** Resolves when so many streams are open. */
  async streamsOpen(count: number): Promise<void> {
    while (this.#streams.size < count) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  #tell(event: string, data: unknown, id?: number): void {
    for (const stream of this.#streams) writeEvent(stream, event, data, id);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const route = `${request.method} ${url.pathname}`;
    if (route === 'POST /v1/chat/sessions') return this.#openSession(response);
    if (!url.pathname.startsWith('/v1/')) return this.#serveFile(url.pathname, response);
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    if (!this.#tokens.has(token)) return sendProblem(response, 401);
    if (route === 'POST /v1/chat/messages') return this.#takePost(request, response);
    if (route === 'GET /v1/chat/messages') return this.#listMessages(url, response);
    if (route === 'GET /v1/chat/events') return this.#openStream(request, response);
    return sendProblem(response, 404);
  }

  #openSession(response: ServerResponse): void {
    this.sessionsOpened += 1;
    const token = randomUUID();
    this.#tokens.set(token, this.conversationId);
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    sendJson(response, 201, { token, conversationId: this.conversationId, expiresAt });
  }

  async #takePost(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { id, text } = JSON.parse(await readBody(request)) as { id: string; text: string };
    this.posts.push({ id, text });
    const order = this.#orders.shift();
    if (order) return sendProblem(response, order.status, order.headers);
    const known = this.messages.find((message) => message.id === id);
    if (known && known.text !== text) return sendProblem(response, 409);
    const { seq } = known ?? this.say({ id, text, from: 'customer', kind: 'message' });
    sendJson(response, 202, { id, seq, conversationId: this.conversationId });
  }

  #listMessages(url: URL, response: ServerResponse): void {
    const after = Number(url.searchParams.get('after') ?? 0);
    const rest = this.messages.filter(({ seq }) => seq > after);
    const items = rest.slice(0, 100);
    const nextCursor = rest.length > 100 ? String(items.at(-1)?.seq) : null;
    sendJson(response, 200, { items, nextCursor });
  }

  #openStream(request: IncomingMessage, response: ServerResponse): void {
    const lastEventId = request.headers['last-event-id'] as string | undefined;
    this.connections.push(lastEventId);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const backlog =
      lastEventId === undefined
        ? this.messages.slice(-100)
        : this.messages.filter(({ seq }) => seq > Number(lastEventId));
    for (const message of backlog) writeEvent(response, 'message', message, message.seq);
    writeEvent(response, 'status', this.#status);
    if (this.#draft) writeEvent(response, 'delta', { ...this.#draft, offset: 0 });
    this.#streams.add(response);
    response.on('close', () => this.#streams.delete(response));
  }

  async #serveFile(path: string, response: ServerResponse): Promise<void> {
    if (this.#folder === null) return sendProblem(response, 404);
    const name = pageNames[path] ?? normalize(path).replace(/^[/\\]+/, '');
    const content = await readFile(join(this.#folder, name)).catch(() => null);
    if (content === null) return sendProblem(response, 404);
    const isWidget = path === '/widget';
    const framedBy = isWidget ? `'self' ${this.embeddedBy.join(' ')}` : "'none'";
    response.writeHead(200, {
      'content-type': mediaTypes[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': `${policy}; frame-ancestors ${framedBy}`,
    });
    response.end(isWidget ? nameOrigins(String(content), this.embeddedBy) : content);
  }
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const pageNames: Readonly<Record<string, string>> = { '/': 'index.html', '/widget': 'widget.html' };

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

function writeEvent(stream: ServerResponse, event: string, data: unknown, id?: number): void {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  stream.write(`${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendProblem(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  const problem = { type: 'about:blank', title: 'Refused', status, detail: '' };
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
  response.end(JSON.stringify(problem));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
