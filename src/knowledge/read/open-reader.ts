import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { knowledgeBounds } from '../knowledge-bounds.ts';
import type { ReadingAnswer, ReadingOrder } from './reader-thread.ts';

/** Reads documents in a thread of its own, so that none of them can hold up, fill or end this process. */
export interface Reader {
  /** One at a time. Never rejects: what goes wrong is an answer. */
  read(order: ReadingOrder): Promise<ReadingAnswer>;
  close(): Promise<void>;
}

/** Limits that a test makes small. */
export interface ReaderLimits {
  readonly readMsMax: number;
  readonly readHeapMegabytesMax: number;
  readonly readBuffersMegabytesMax: number;
}

/** The thread starts with the first document, and anew after one that had to be stopped. */
export function openReader(limits: ReaderLimits = knowledgeBounds): Reader {
  let thread: Worker | undefined;

  async function stop(): Promise<void> {
    const stopping = thread;
    thread = undefined;
    await stopping?.terminate();
  }

  async function read(order: ReadingOrder): Promise<ReadingAnswer> {
    thread ??= startThread(limits);
    const answer = await answerOf(thread, order, limits);
    if ('stop' in answer) await stop();
    return 'stop' in answer ? { refused: answer.stop } : answer;
  }

  return { read, close: stop };
}

function startThread({ readHeapMegabytesMax }: ReaderLimits): Worker {
  const thread = new Worker(new URL('./reader-thread.ts', import.meta.url), {
    // Neither our environment nor our flags are its business.
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: readHeapMegabytesMax },
    stdout: true,
    stderr: true,
  });
  // What a library has to say of a document stays here, and an error of a thread that nobody waits for ends nothing.
  thread.stdout.resume();
  thread.stderr.resume();
  thread.on('error', () => {});
  thread.unref();
  return thread;
}

/** The thread's answer, or why it must be stopped. */
async function answerOf(
  thread: Worker,
  order: ReadingOrder,
  limits: ReaderLimits,
): Promise<ReadingAnswer | { readonly stop: string }> {
  const over = new AbortController();
  const { signal } = over;
  const ignore = () => new Promise<never>(() => {});
  thread.ref();
  try {
    thread.postMessage(order);
    return await Promise.race([
      once(thread, 'message', { signal }).then(([answer]) => answer as ReadingAnswer, ignoreAbort(signal)),
      once(thread, 'exit', { signal }).then(() => ({ stop: failure }), ignore),
      once(thread, 'error', { signal }).then(([error]) => ({ stop: reasonOf(error, limits) }), ignore),
      watch(thread, limits, signal),
    ]);
  } finally {
    over.abort();
    thread.unref();
  }
}

/** `once` rejects with the thread's own error, too, which its listener above tells better. */
const ignoreAbort = (_signal: AbortSignal) => () => new Promise<never>(() => {});

const failure = "can't be read: its reader ended";

function reasonOf(error: unknown, { readHeapMegabytesMax }: ReaderLimits): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? `needs more than ${readHeapMegabytesMax} MB of memory to be read`
    : failure;
}

/** The thread's own limits don't count buffers, and a few kilobytes of a PDF may unfold to gigabytes of them. */
async function watch(
  thread: Worker,
  { readMsMax, readBuffersMegabytesMax }: ReaderLimits,
  signal: AbortSignal,
): Promise<{ stop: string }> {
  const giveUpAt = performance.now() + readMsMax;
  while (!signal.aborted) {
    await new Promise((resolve) => setTimeout(resolve, watchEveryMs));
    if (signal.aborted) break;
    if (performance.now() > giveUpAt) return { stop: `takes longer than ${readMsMax / 1_000} s to be read` };
    const heap = await Promise.race([
      thread.getHeapStatistics().catch(() => undefined),
      new Promise<undefined>((resolve) => setTimeout(resolve, 1_000)),
    ]);
    if (heap && heap.external_memory > readBuffersMegabytesMax * 1_000_000)
      return { stop: `needs more than ${readBuffersMegabytesMax} MB of memory to be read` };
  }
  return new Promise<never>(() => {});
}

const watchEveryMs = 50;
