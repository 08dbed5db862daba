import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { play, type Reply } from './stand-in-reply.ts';

/** What a script is told of a request. */
export interface StandInRequest {
  readonly model: string;
  readonly messages: readonly StandInMessage[];
  readonly tools: readonly {
    readonly type: 'function';
    readonly function: { readonly name: string; readonly description?: string; readonly parameters: unknown };
  }[];
  readonly stream: boolean;
  /** The whole body as it was parsed, vendor's names and all. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface StandInMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | null;
  readonly tool_call_id?: string;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
}

/** What became of a request; `cut`: the stand-in closed it, `aborted`: its client did. */
export type Ending = 'answered' | 'cut' | 'aborted';

export interface RecordedRequest extends StandInRequest {
  /** From 1. */
  readonly call: number;
  readonly headers: IncomingHttpHeaders;
  readonly startedAt: number;
  endedAt?: number;
  ending?: Ending;
  /** Resolves when the request is over. */
  readonly ended: Promise<Ending>;
}

/** Decides at run time what a call is answered; `call` counts from 1. */
export type Script = (request: StandInRequest, call: number) => Reply | Promise<Reply>;

/**
 * A model's vendor for tests: OpenAI's Chat Completions over real HTTP, with answers, faults and delays as
 * the test scripts them.
 *
 *     const model = await startStandInModel((request, call) =>
 *       call === 1 ? { toolCalls: [{ name: 'get_order', args: { orderId: 'A-1001' } }] } : { text: 'It is on its way.' });
 */
export async function startStandInModel(script: Script) {
  const requests: RecordedRequest[] = [];
  const scriptErrors: unknown[] = [];
  const arrivals: { readonly call: number; readonly resolve: (request: RecordedRequest) => void }[] = [];
  let connections = 0;

  async function complete(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const record = openRecord(JSON.parse(await readText(request)), request, response, requests.length + 1);
    requests.push(record);
    for (const { call, resolve } of arrivals) if (call === record.call) resolve(record);
    try {
      const reply = await script(record, record.call);
      if ((await play(reply, record, response)) === 'cut') record.end('cut');
    } catch (error) {
      scriptErrors.push(error);
      response.headersSent
        ? response.destroy()
        : sendJson(response, 500, { error: { message: 'script failed' } });
    }
  }

  const server = createServer((request, response) => {
    if (request.method === 'POST' && request.url === '/v1/chat/completions')
      complete(request, response).catch((error) => {
        scriptErrors.push(error);
        response.destroy();
      });
    else if (request.method === 'GET' && request.url === '/v1/models')
      sendJson(response, 200, { object: 'list', data: [{ id: 'stand-in', object: 'model' }] });
    else sendJson(response, 404, { error: { message: `nothing at ${request.method} ${request.url}` } });
  });
  server.on('connection', () => connections++);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Every request so far, in the order of arrival. */
    requests: requests as readonly RecordedRequest[],
    /** How many connections clients have opened so far. */
    connections: () => connections,
    /** Resolves when the request of that number, from 1, has arrived. */
    arrived(call: number): Promise<RecordedRequest> {
      const known = requests[call - 1];
      return known ? Promise.resolve(known) : new Promise((resolve) => arrivals.push({ call, resolve }));
    },
    /** Closes everything. Throws what the script threw, such as a failed assertion. */
    async stop(): Promise<void> {
      server.close();
      server.closeAllConnections();
      if (scriptErrors.length > 0) throw scriptErrors[0];
    },
  };
}

/** A script that gives one reply after the other, and fails the test that asks for more. */
export function inTurn(...replies: readonly Reply[]): Script {
  return (_request, call) => {
    const reply = replies[call - 1];
    if (!reply) throw new Error(`the script has ${replies.length} replies and was asked for number ${call}`);
    return reply;
  };
}

function openRecord(
  raw: Record<string, unknown>,
  request: IncomingMessage,
  response: ServerResponse,
  call: number,
) {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  const body = raw as unknown as Omit<StandInRequest, 'raw'>;
  const record = {
    call,
    model: body.model,
    messages: body.messages,
    tools: body.tools ?? [],
    stream: body.stream ?? false,
    raw,
    headers: request.headers,
    startedAt: Date.now(),
    ended: promise,
    end(ending: Ending) {
      if (record.ending) return;
      record.ending = ending;
      record.endedAt = Date.now();
      resolve(ending);
    },
  } as RecordedRequest & { end(ending: Ending): void };
  response.on('close', () => record.end(response.writableFinished ? 'answered' : 'aborted'));
  return record;
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
