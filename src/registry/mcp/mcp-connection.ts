import {
  Client,
  type JsonSchemaValidator,
  type jsonSchemaValidator,
  ProtocolError,
  ProtocolErrorCode,
  SdkHttpError,
} from '@modelcontextprotocol/client';
import { ToolFailure } from '../../domain/tool-failure.ts';
import { visibleText } from '../../domain/visible-text.ts';
import { EndingTransport, streamEndedCode } from './ending-transport.ts';
import type { McpServer } from './mcp-server.ts';
import { narrowFetch } from './narrow-fetch.ts';

/** The way to one MCP server: opened when it is first needed, and anew when its session is over. */
export interface McpConnection {
  /** Every tool that the server offers. */
  list(signal: AbortSignal): Promise<ListedTool[]>;
  /** Rejects with a ToolFailure where the server doesn't take the call, else with whatever stood in the way. */
  call(call: McpCall): Promise<CallResult>;
  close(): Promise<void>;
}

/** One use of a tool. */
export interface McpCall {
  readonly tool: string;
  readonly args: Record<string, unknown>;
  /** What the server may recognise a repetition by. */
  readonly effectKey?: string;
  readonly timeoutMs: number;
  /** Tells the server, too. */
  readonly signal: AbortSignal;
}

type ListedTool = Awaited<ReturnType<Client['listTools']>>['tools'][number];
export type CallResult = Awaited<ReturnType<Client['callTool']>>;

export function openMcpConnection(server: Pick<McpServer, 'url' | 'headers'>): McpConnection {
  let current: Promise<Open> | undefined;

  async function open(): Promise<Open> {
    const client = new Client({ name: 'baton', version: '1' }, clientOptions);
    const transport = new EndingTransport(new URL(server.url), {
      fetch: narrowFetch(server.url),
      requestInit: { headers: { ...server.headers } },
      reconnectionOptions: resumption,
    });
    try {
      await client.connect(transport, { timeout: connectMs });
    } catch (error) {
      await client.close().catch(() => {});
      throw error;
    }
    return { client, transport };
  }

  /** Asks; once more with a new session where the old one was unknown, because then nothing was done. */
  async function ask<T>(work: (client: Client) => Promise<T>, isAgain = false): Promise<T> {
    current ??= open();
    const used = current;
    // What is under way on it goes on; the next one opens anew.
    const forget = () => {
      if (current === used) current = undefined;
    };
    const { client, transport } = await used.catch((error: unknown) => {
      forget();
      throw error;
    });
    const hadSession = transport.sessionId !== undefined;
    try {
      return await work(client);
    } catch (error) {
      if (!isAnswer(error)) forget();
      if (!isAgain && hadSession && isSessionLost(error)) return await ask(work, true);
      throw error;
    }
  }

  return {
    list: (signal) =>
      ask(async (client) => (await client.listTools(undefined, { signal, timeout: connectMs })).tools),
    async call({ tool, args, effectKey, timeoutMs, signal }) {
      const _meta = effectKey === undefined ? undefined : { [effectKeyMeta]: effectKey };
      const params = { name: tool, arguments: args, ...(_meta && { _meta }) };
      try {
        return await ask((client) => client.callTool(params, { signal, timeout: timeoutMs }));
      } catch (error) {
        throw notTaken(error) ?? error;
      }
    },
    async close() {
      const opened = await current?.catch(() => undefined);
      current = undefined;
      await opened?.transport.terminateSession().catch(() => {});
      await opened?.client.close();
    },
  };
}

interface Open {
  readonly client: Client;
  readonly transport: EndingTransport;
}

/** By this a server is told what makes two calls the same effect. */
const effectKeyMeta = 'baton/effectKey';
const connectMs = 5_000;

/** An answer whose stream breaks off is asked for again by its place, where the server keeps it. */
const resumption = {
  initialReconnectionDelay: 200,
  reconnectionDelayGrowFactor: 2,
  maxReconnectionDelay: 1_000,
  maxRetries: 2,
};

/** No schema that a server sends is compiled: results are checked by the pinned one. */
const noValidation: jsonSchemaValidator = {
  getValidator<T>(): JsonSchemaValidator<T> {
    return (input) => ({ valid: true, data: input as T, errorMessage: undefined });
  },
};

/** Servers of either generation of the protocol. */
const clientOptions = {
  versionNegotiation: { mode: 'auto' as const },
  jsonSchemaValidator: noValidation,
};

/** The server is there and has answered. */
const isAnswer = (error: unknown) => error instanceof ProtocolError && error.code !== streamEndedCode;

/** 404 by the protocol; some servers say 400 to a session that they don't know. */
const isSessionLost = (error: unknown) =>
  error instanceof SdkHttpError && (error.status === 404 || error.status === 400);

/** Nothing happened, and asked again it would be the same. */
function notTaken(error: unknown): ToolFailure | undefined {
  if (!(error instanceof ProtocolError) || !notTakenCodes.includes(error.code)) return undefined;
  const reason = visibleText(error.message).slice(0, refusalTextMax).toWellFormed();
  return new ToolFailure(`The server does not take this call: ${reason}`);
}

const notTakenCodes: readonly number[] = [
  ProtocolErrorCode.InvalidRequest,
  ProtocolErrorCode.MethodNotFound,
  ProtocolErrorCode.InvalidParams,
];
const refusalTextMax = 300;
