import { setTimeout as sleep } from 'node:timers/promises';
import { createParser } from 'eventsource-parser';
import type { Visitor } from './people.ts';

export interface SeenEvent {
  readonly event: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it expects
  readonly data: any;
}

/** A page that reads the event stream over a real connection. */
export interface Follower {
  readonly events: readonly SeenEvent[];
  /** All bytes so far, comments included. */
  text(): string;
  /** Resolves with the first event that fits, past ones included; rejects when none comes. */
  until(fits: (event: SeenEvent) => boolean): Promise<SeenEvent>;
  messages(): { seq: number; text: string; kind: string }[];
  /** What the page shows of the answer in the making. */
  draft(): string;
  readonly ended: Promise<void>;
  stop(): void;
}

const patienceMs = 20_000;

export async function follow(address: string, visitor: Visitor, lastEventId?: string): Promise<Follower> {
  const abort = new AbortController();
  const response = await fetch(`${address}/v1/chat/events`, {
    headers: { ...visitor.headers, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
    signal: abort.signal,
  });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const events: SeenEvent[] = [];
  let text = '';
  const parser = createParser({
    onEvent: ({ event, id, data }) =>
      void events.push({ event: event ?? '', ...(id !== undefined && { id }), data: JSON.parse(data) }),
  });
  return {
    events,
    text: () => text,
    async until(fits) {
      const deadline = Date.now() + patienceMs;
      while (Date.now() < deadline) {
        const found = events.find(fits);
        if (found) return found;
        await sleep(10);
      }
      throw new Error(`it never came; there were ${JSON.stringify(events.slice(-5))}`);
    },
    messages: () => events.filter(({ event }) => event === 'message').map(({ data }) => data),
    draft: () => draftOf(events),
    ended: read(response, (chunk) => {
      text += chunk;
      parser.feed(chunk);
    }),
    stop: () => abort.abort(),
  };
}

async function read(response: Response, take: (chunk: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? [])
      take(decoder.decode(chunk as Uint8Array, { stream: true }));
  } catch {
    // Cut off: by the test, or by the server.
  }
}

/** As the page is told to put it together; a hole or an overlap is an error. */
function draftOf(events: readonly SeenEvent[]): string {
  let turnId = '';
  let attempt = 0;
  let text = '';
  for (const { event, data } of events) {
    const ends =
      (event === 'message' && data.kind === 'answer') || (event === 'status' && data.state !== 'working');
    if (ends) text = '';
    if (event !== 'delta') continue;
    if (data.turnId !== turnId || data.attempt > attempt || data.offset === 0) text = '';
    if (data.offset !== text.length) throw new Error(`a delta at ${data.offset} on ${text.length} units`);
    ({ turnId, attempt } = data);
    text += data.text;
  }
  return text;
}
