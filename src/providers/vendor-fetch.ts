import { openSizeCheck } from './response-size.ts';

/**
 * `fetch` for streamed answers, mending two things in how the `openai` package reads them. It collects an
 * event until it ends, however long that takes: here lines, events and answers have a size. And it aborts the
 * request at `[DONE]`, a moment before the body ends, so that every call would pay for a new connection:
 * here such an answer may end by itself.
 */
export async function vendorFetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const socket = new AbortController();
  const end = { isSeen: false };
  const giveUp = () => end.isSeen || socket.abort(init.signal?.reason);
  if (init.signal?.aborted) giveUp();
  init.signal?.addEventListener('abort', giveUp, { once: true });

  const response = await fetch(input, { ...init, signal: socket.signal });
  if (!response.body) return response;
  const { status, statusText, headers } = response;
  return new Response(watched(response.body, end, socket), { status, statusText, headers });
}

function watched(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  end: { isSeen: boolean },
  socket: AbortController,
) {
  const source = body.getReader();
  const checkSize = openSizeCheck();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(reader) {
        const { done, value } = await source.read();
        if (done) return reader.close();
        checkSize(value);
        end.isSeen ||= isEnd(value);
        reader.enqueue(value);
      },
      cancel: (reason) => (end.isSeen ? void drain(source, socket) : source.cancel(reason)),
    },
    // Read ahead of nobody: a slow reader slows the vendor down.
    { highWaterMark: 0 },
  );
}

/** JSON has no bare line breaks, so this can't be part of what a model says. */
function isEnd(piece: Uint8Array): boolean {
  const tail = Buffer.from(piece.subarray(-endBytesMax)).toString('latin1');
  return /(^|\n)data: ?\[DONE\]\s*$/.test(tail);
}

async function drain(source: ReadableStreamDefaultReader<unknown>, socket: AbortController): Promise<void> {
  const timer = setTimeout(() => socket.abort(), drainMs);
  try {
    while (!(await source.read()).done);
  } catch {
    // The answer was complete; only the connection is lost.
  } finally {
    clearTimeout(timer);
  }
}

/** The end mark with the space around it. */
const endBytesMax = 32;

/** How long a connection may take to end an answer that is complete. */
const drainMs = 1_000;
