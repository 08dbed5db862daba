import type OpenAI from 'openai';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat';
import type { ModelCallOptions } from '../domain/model.ts';
import { openBreather } from './breather.ts';
import { type ChatChunk, chatChunk, choiceOf } from './chat-chunk.ts';
import { NotAStream, SilentVendor, toModelError } from './model-failure.ts';
import { openWatchdog } from './watchdog.ts';

interface Reading extends Pick<ModelCallOptions, 'signal' | 'gapTimeoutMs'> {
  /** Told before the first chunk. */
  readonly onHeaders: (headers: Headers) => void;
}

/**
 * The vendor's answer, chunk by chunk. Whatever goes wrong is thrown as a `ModelError`, or as the caller's
 * own reason if the caller gave up. The request is over when the generator is, however it is left.
 */
export async function* readChunks(
  client: OpenAI,
  request: ChatCompletionCreateParamsStreaming,
  { signal, gapTimeoutMs, onHeaders }: Reading,
): AsyncGenerator<ChatChunk, void, undefined> {
  const watchdog = openWatchdog(signal);
  const breathe = openBreather();
  let hadOutput = false;
  let isFinished = false;
  try {
    watchdog.expectWithin(gapTimeoutMs);
    for await (const raw of await openStream(client, request, watchdog.signal, onHeaders)) {
      const chunk = chatChunk.parse(raw);
      hadOutput ||= choiceOf(chunk) !== undefined;
      isFinished ||= Boolean(choiceOf(chunk)?.finish_reason);
      // While our own side is busy, the vendor isn't silent.
      watchdog.expectNothing();
      // One packet may hold thousands of chunks.
      await breathe();
      yield chunk;
      watchdog.expectWithin(isFinished ? Math.min(gapTimeoutMs, usageWaitMs) : gapTimeoutMs);
    }
    // An aborted stream just ends.
    signal.throwIfAborted();
    if (watchdog.hasBarked()) throw new SilentVendor();
  } catch (error) {
    signal.throwIfAborted();
    // After its finish an answer is whole; only the usage can be missing.
    if (isFinished) return;
    throw toModelError(watchdog.hasBarked() ? new SilentVendor() : error, {
      hadOutput,
      apiKey: client.apiKey,
    });
  } finally {
    watchdog.close();
  }
}

/** A page in place of a stream is told apart here: read as a stream it would merely look empty. */
async function openStream(
  client: OpenAI,
  request: ChatCompletionCreateParamsStreaming,
  signal: AbortSignal,
  onHeaders: Reading['onHeaders'],
) {
  const { data, response } = await client.chat.completions.create(request, { signal }).withResponse();
  if (/\b(html|json)\b/i.test(response.headers.get('content-type') ?? '')) throw new NotAStream();
  onHeaders(response.headers);
  return data;
}

/** How long the usage may come after the finish; an answer is worth more than its exact price. */
const usageWaitMs = 2_000;
