import { createParser } from 'eventsource-parser';
import { parseChatEvent } from '../../../src/console/chat/chat-event.ts';
import { type ChatState, emptyChat, reduceChat } from '../../../src/console/chat/chat-state.ts';
import { eventually } from '../../support/eventually.ts';
import { createStreamCheck } from './stream-check.ts';

/** What a page has got, in the order in which it came. */
export interface Heard {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it expects
  readonly data: any;
}

/**
 * A customer's open page: it reads the event stream, comes back after every cut where it was, and shows what the
 * product's own page would show. `address` is asked at every connection.
 */
export function openPage(address: () => string, token: string) {
  const closed = new AbortController();
  const heard: Heard[] = [];
  const check = createStreamCheck();
  let state: ChatState = emptyChat;
  let lastId: string | undefined;
  let connections = 0;

  async function connect(): Promise<void> {
    const response = await fetch(`${address()}/v1/chat/events`, {
      headers: { authorization: `Bearer ${token}`, ...(lastId !== undefined && { 'last-event-id': lastId }) },
      signal: closed.signal,
    });
    if (response.status !== 200) throw new Error(`${response.status}`);
    connections += 1;
    check.connected();
    const parser = createParser({
      onEvent(event) {
        lastId = event.id ?? lastId;
        const one = { event: event.event ?? '', data: JSON.parse(event.data) };
        heard.push(one);
        check.heard(one);
        const change = parseChatEvent(event);
        if (change) state = reduceChat(state, change);
        else check.faults.push(`the page does not understand ${event.data}`);
        check.shown(state.draft?.text);
      },
    });
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? [])
      parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
  }

  async function stayConnected(): Promise<void> {
    while (!closed.signal.aborted) {
      await connect().catch(() => {});
      if (!closed.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  const over = stayConnected();
  return {
    heard: heard as readonly Heard[],
    /** What the stream said that no page may be told: text doubled or missing, messages again or out of order. */
    faults: check.faults as readonly string[],
    connections: () => connections,
    messages: () => state.messages,
    draft: () => state.draft?.text ?? '',
    status: () => state.status.state,
    answers: () => state.messages.filter((message) => message.kind === 'answer').map(({ text }) => text),
    /** Waits until this holds of the page. */
    until: (holds: (page: ChatState) => boolean, withinMs?: number) =>
      eventually(() => (holds(state) ? true : undefined), withinMs),
    async close(): Promise<void> {
      closed.abort();
      await over;
    },
  };
}
