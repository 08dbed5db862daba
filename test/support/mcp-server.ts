import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';

/** One of the server's tools, and what it does. */
export interface ServedTool extends Partial<Tool> {
  readonly run?: (
    args: Record<string, unknown>,
    call: ServedCall,
  ) => Promise<CallToolResult> | CallToolResult;
}

export interface ServedCall {
  /** Aborts when the client cancels. */
  readonly signal: AbortSignal;
  readonly meta: Record<string, unknown>;
}

/** An MCP server on the official SDK, over real HTTP, whose tools a test changes and which it takes down and up. */
export async function startMcpServer(tools: Record<string, ServedTool>) {
  const served = { tools };
  const calls: { tool: string; args: Record<string, unknown>; meta: Record<string, unknown> }[] = [];
  const cancelled: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  let redirectTo: string | undefined;
  let port = 0;
  let http: HttpServer | undefined;

  function newServer(): Server {
    const server = new Server({ name: 'test', version: '1' }, { capabilities: { tools: {} } });
    server.setRequestHandler(ListToolsRequestSchema, () => ({
      tools: Object.entries(served.tools).map(([name, { run: _, ...tool }]) => ({
        name,
        inputSchema: { type: 'object' as const },
        ...tool,
      })),
    }));
    server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
      const { name, arguments: args = {}, _meta: meta = {} } = params;
      calls.push({ tool: name, args, meta });
      signal.addEventListener('abort', () => cancelled.push(name));
      const run = served.tools[name]?.run;
      return run ? await run(args, { signal, meta }) : { content: [{ type: 'text', text: 'ok' }] };
    });
    return server;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    headers.push(request.headers);
    if (redirectTo !== undefined) return void response.writeHead(307, { location: redirectTo }).end();
    const id = request.headers['mcp-session-id'];
    const known = typeof id === 'string' ? sessions.get(id) : undefined;
    if (id !== undefined && !known) return void response.writeHead(404).end();
    const transport = known ?? new StreamableHTTPServerTransport(sessionOptions);
    if (!known) await newServer().connect(transport as Parameters<Server['connect']>[0]);
    await transport.handleRequest(request, response);
    if (transport.sessionId) sessions.set(transport.sessionId, transport);
  }

  async function comeUp(): Promise<void> {
    http = createServer(
      (request, response) => void handle(request, response).catch(() => response.destroy()),
    );
    http.listen(port, '127.0.0.1');
    await once(http, 'listening');
    port = (http.address() as AddressInfo).port;
  }

  /** As a kill: every connection is cut, and no session is known afterwards. */
  async function goDown(): Promise<void> {
    const closed = once(http as HttpServer, 'close');
    http?.close();
    http?.closeAllConnections();
    await closed;
    sessions.clear();
  }

  await comeUp();
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    served,
    calls: calls as readonly (typeof calls)[number][],
    /** Tools whose calls the client gave up. */
    cancelled: cancelled as readonly string[],
    headers: headers as readonly IncomingMessage['headers'][],
    forgetSessions: () => sessions.clear(),
    redirect: (to: string | undefined) => {
      redirectTo = to;
    },
    goDown,
    comeUp,
    stop: async () => {
      if (http?.listening) await goDown();
    },
  };
}

const sessionOptions = { sessionIdGenerator: () => randomUUID() };
