import { type ClientRequest, get } from 'node:http';
import { createParser } from 'eventsource-parser';

/** What a page saw, and when its bytes were read, in ms of `performance.now()`. */
export interface Seen {
  readonly at: number;
  /** Counts the page's connections, from 1. */
  readonly connection: number;
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: judged by the checker, which believes nothing
  readonly data: any;
}

/** A customer's page: it reads the event stream, and comes back with the last id where it is sent. */
export function openSubscriber(token: string) {
  const seen: Seen[] = [];
  let request: ClientRequest | undefined;
  let connection = 0;
  let lastId: string | undefined;

  function connect(address: string): Promise<void> {
    request?.destroy();
    connection += 1;
    const own = connection;
    const headers = { authorization: `Bearer ${token}`, ...(lastId && { 'last-event-id': lastId }) };
    const parser = createParser({
      onEvent({ event = '', id, data }) {
        if (own !== connection) return;
        if (id !== undefined) lastId = id;
        seen.push({ at: performance.now(), connection: own, event, data: JSON.parse(data) });
      },
    });
    const opened = Promise.withResolvers<void>();
    request = get(`${address}/v1/chat/events`, { headers, agent: false }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => parser.feed(chunk));
      response.on('error', () => {});
      if (response.statusCode === 200) opened.resolve();
      else opened.reject(new Error(`the stream answered ${response.statusCode}`));
    });
    request.on('error', opened.reject);
    return opened.promise;
  }

  return { seen: seen as readonly Seen[], connect, close: () => void request?.destroy() };
}
