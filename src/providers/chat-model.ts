import OpenAI from 'openai';
import type { ChatModel, ModelCallOptions, ModelRequest, ModelResponse } from '../domain/model.ts';
import { ModelError } from '../domain/model-error.ts';
import { openAnswer } from './answer.ts';
import { toVendorRequest } from './chat-request.ts';
import { readChunks } from './read-chunks.ts';
import { restMs } from './retry-after.ts';
import { vendorFetch } from './vendor-fetch.ts';

export interface ChatModelConfig {
  /** Up to and with the version, such as `http://127.0.0.1:11434/v1`. Missing: OpenAI itself. */
  readonly baseUrl?: string | undefined;
  readonly apiKey: string;
  /** Told at debug level why a call failed, in the vendor's words. */
  readonly log?: { debug(fields: object, message: string): void } | undefined;
}

/** A chat model behind OpenAI's Chat Completions protocol, streamed, one attempt a call. */
export function createChatModel({ baseUrl, apiKey, log }: ChatModelConfig): ChatModel {
  const client = openClient(baseUrl, apiKey);

  async function complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelResponse> {
    const answer = openAnswer();
    const vendorRequest = toVendorRequest(request, baseUrl);
    let rest: number | undefined;
    const onHeaders = (headers: Headers) => {
      rest = restMs(headers);
    };
    for await (const chunk of readChunks(client, vendorRequest, { ...options, onHeaders })) {
      const text = answer.add(chunk);
      if (text !== '') await options.onText(text);
      // Leaving the loop closes the vendor's socket: what nobody will read is not to be paid for.
      if (answer.isFull()) break;
    }
    options.signal.throwIfAborted();
    return { ...answer.close(), ...(rest !== undefined && { restMs: rest }) };
  }

  return {
    requestBytes: (request) => Buffer.byteLength(JSON.stringify(toVendorRequest(request, baseUrl))),
    complete: (request, options) =>
      complete(request, options).catch((error) => {
        if (error instanceof ModelError)
          log?.debug({ model: request.model, kind: error.kind, detail: error.detail }, error.message);
        throw error;
      }),
  };
}

/** Nothing but the key and the address comes in; a second vendor must not be told the first one's organization. */
function openClient(baseUrl: string | undefined, apiKey: string): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl ?? null,
    adminAPIKey: null,
    ...(baseUrl ? { organization: null, project: null } : {}),
    maxRetries: 0,
    // The package's own log would name prompts and addresses.
    logLevel: 'off',
    fetch: vendorFetch,
  });
}
