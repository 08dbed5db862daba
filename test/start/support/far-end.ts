import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A tool's call as it came to the system behind it. */
export interface Arrival {
  readonly tool: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly effectKey: string;
  readonly attempt: number;
  /** Where the end of work that it starts is to be told. */
  readonly callbackUrl?: string;
  /** ms since the epoch. */
  readonly at: number;
  /** What the system answers, or would have. */
  readonly gave?: unknown;
}

/** What the system does before it answers; the effect itself has happened by then. */
/** What goes wrong: before the effect, with these words; or after it, and nobody hears of it. */
export type FarEndFault = { readonly kind: 'fails'; readonly words: string } | { readonly kind: 'dies' };

type Reaction = (arrival: Arrival) => Promise<unknown> | unknown;

export type FarEnd = Awaited<ReturnType<typeof startFarEnd>>;

/**
 * The system that tools act on: an HTTP service that notes every call, lets each effect happen once for its key, and
 * can say later whether it did. So a test counts at the tool's own end, whatever became of its caller.
 */
export async function startFarEnd(
  options: {
    react?: Reaction;
    replied?: Reaction;
    faultOf?: (arrival: Arrival) => FarEndFault | undefined;
  } = {},
) {
  const arrivals: Arrival[] = [];
  const happened = new Map<string, unknown>();

  async function run(tool: string, call: Omit<Arrival, 'tool' | 'at'>): Promise<unknown> {
    const result = happened.get(call.effectKey) ?? { receipt: `receipt ${happened.size + 1}` };
    happened.set(call.effectKey, result);
    const arrival = { tool, ...call, at: Date.now(), gave: result };
    arrivals.push(arrival);
    await options.react?.(arrival);
    return result;
  }

  const server = createServer(async (request, response) => {
    const [, act = '', tool = ''] = (request.url ?? '').split('/');
    const body = (await json(request)) as Omit<Arrival, 'tool' | 'at'>;
    const fault = act === 'run' ? options.faultOf?.({ tool, ...body, at: Date.now() }) : undefined;
    if (fault?.kind === 'fails')
      return void response.writeHead(500, { 'content-type': 'text/plain' }).end(fault.words);
    if (fault?.kind === 'dies') {
      await run(tool, body);
      return void response.destroy();
    }
    const result = act === 'run' ? await run(tool, body) : (happened.get(body.effectKey) ?? null);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
    if (act === 'run') await options.replied?.({ tool, ...body, at: Date.now() });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals: arrivals as readonly Arrival[],
    /** The calls in which some argument has this value. */
    with: (value: unknown) => arrivals.filter(({ args }) => Object.values(args).includes(value)),
    stop(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}
