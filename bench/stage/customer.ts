import { randomUUID } from 'node:crypto';
import { createParser } from 'eventsource-parser';

/** What a customer's page saw of one turn, ms from the moment of writing. */
export interface TurnTimes {
  readonly firstTextMs: number;
  readonly answerMs: number;
}

/** A customer who reads along, one message at a time. */
export interface Customer {
  readonly conversationId: string;
  /** How often a piece of an answer has come, and when the last one did, by `performance.now()`. */
  readonly deltas: () => { readonly count: number; readonly lastAt: number };
  /** Writes, and resolves when it is accepted. */
  write(text: string): Promise<void>;
  /** Writes, and resolves when the answer is there. Rejects when anything else comes, or nothing for a minute. */
  say(text: string): Promise<TurnTimes>;
  leave(): Promise<void>;
}

/** Opens a session and its event stream, as the chat page does. */
export async function openCustomer(address: string, assistant: string): Promise<Customer> {
  const opened = await post(`${address}/v1/chat/sessions`, { assistant }, {});
  const { token, conversationId } = opened as { token: string; conversationId: string };
  const headers = { authorization: `Bearer ${token}` };
  const write = async (text: string) => {
    const marked = `${text} [${conversationId}]`;
    await post(`${address}/v1/chat/messages`, { id: randomUUID(), text: marked }, headers);
  };
  let turn: OpenTurn | undefined;
  let deltas = { count: 0, lastAt: 0 };
  const stream = await openStream(`${address}/v1/chat/events`, headers, (event, data) => {
    if (event === 'delta') {
      deltas = { count: deltas.count + 1, lastAt: performance.now() };
      if (turn) turn.firstTextAt ??= deltas.lastAt;
    }
    if (event === 'message' && turn) hear(turn, JSON.parse(data));
  });
  void stream.over.catch((error: Error) => turn?.reject(error));

  async function say(text: string): Promise<TurnTimes> {
    const { promise, resolve, reject } = Promise.withResolvers<TurnTimes>();
    turn = { startedAt: performance.now(), resolve, reject };
    const late = setTimeout(() => reject(new Error('no answer within a minute')), answerWithinMs);
    try {
      const [times] = await Promise.all([promise, write(text)]);
      return times;
    } finally {
      clearTimeout(late);
      turn = undefined;
    }
  }

  return { conversationId, deltas: () => deltas, write, say, leave: stream.close };
}

const answerWithinMs = 60_000;

interface OpenTurn {
  readonly startedAt: number;
  firstTextAt?: number;
  readonly resolve: (times: TurnTimes) => void;
  readonly reject: (error: Error) => void;
}

/** A bench that measures apologies would look fast. */
function hear(turn: OpenTurn, { from, kind, text }: { from: string; kind: string; text: string }): void {
  if (from !== 'assistant') return;
  const { startedAt, firstTextAt, resolve, reject } = turn;
  if (kind === 'answer' && firstTextAt !== undefined)
    resolve({ firstTextMs: firstTextAt - startedAt, answerMs: performance.now() - startedAt });
  else reject(new Error(`instead of an answer in pieces came: ${text}`));
}

async function openStream(
  url: string,
  headers: Record<string, string>,
  onEvent: (event: string | undefined, data: string) => void,
) {
  const closed = new AbortController();
  const response = await fetch(url, { headers, signal: closed.signal });
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
  const parser = createParser({ onEvent: ({ event, data }) => onEvent(event, data) });
  const over = read(response.body, (text) => parser.feed(text)).catch((error) => {
    if (!closed.signal.aborted) throw error;
  });
  return {
    over,
    async close() {
      closed.abort();
      await over;
    },
  };
}

async function read(body: ReadableStream<Uint8Array>, feed: (text: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const chunk of body) feed(decoder.decode(chunk, { stream: true }));
}

async function post(url: string, body: object, headers: Record<string, string>): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return await response.json();
}
