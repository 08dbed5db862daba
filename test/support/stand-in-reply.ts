import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  completionChunks,
  eventStreamHeaders,
  tokensIn,
  usageOf,
  wordsOf,
} from '../../src/providers/demo-model/completion-chunks.ts';
import type { Gate } from './gate.ts';
import type { StandInRequest } from './stand-in-model.ts';

export interface ScriptedCall {
  readonly name: string;
  /** An object is sent as JSON; a string as it is, so that it may be broken. */
  readonly args: object | string;
  readonly id?: string;
}

/** A proper answer, or one that breaks off. */
export interface Answer {
  /** A string is sent word by word; a list piece by piece, and at a gate the stream is held until its release. */
  readonly text?: string | readonly (string | Gate)[];
  readonly toolCalls?: readonly ScriptedCall[];
  /** Waited before each piece of text. */
  readonly delayMs?: number;
  /** Counted from the texts if missing; null sends none. */
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number } | null;
  readonly finishReason?: string;
  readonly refusal?: string;
  /** Beside those of an event stream. */
  readonly headers?: Record<string, string>;
  /** Destroys the socket after so many pieces of text. */
  readonly cutAfter?: number;
  /** Ends the stream properly but never says why: no finish reason, no `[DONE]`. */
  readonly unfinished?: boolean;
}

export type Reply =
  | Answer
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: object | string }
  /** Says nothing more: before the headers, or after them and a first chunk. */
  | { readonly hang: 'before-headers' | 'mid-stream' }
  /** Sends this text byte by byte, for ever, and never ends a line. */
  | { readonly drip: string; readonly everyMs: number }
  /** An event stream with exactly these events, each a chunk or, as a string, whatever stands after `data: `. */
  | { readonly events: readonly (object | string)[] }
  /** Exactly this body, with status 200. */
  | { readonly raw: string | Uint8Array; readonly contentType?: string };

/** Whether the stand-in itself broke the reply off. */
type Played = 'cut' | 'whole';

/** Sends a reply, until it is over or its client has left. */
export async function play(reply: Reply, request: StandInRequest, response: ServerResponse): Promise<Played> {
  if ('status' in reply) return playStatus(reply, response);
  if ('hang' in reply) return playHang(reply.hang, request, response);
  if ('drip' in reply) return playDrip(reply, response);
  if ('events' in reply) return playEvents(reply.events, response);
  if ('raw' in reply) {
    response.writeHead(200, { 'content-type': reply.contentType ?? 'text/event-stream' });
    return end(response, reply.raw);
  }
  return request.stream ? playAnswer(reply, request, response) : playWhole(reply, request, response);
}

async function playAnswer(
  answer: Answer,
  request: StandInRequest,
  response: ServerResponse,
): Promise<Played> {
  const chunks = completionChunks(request.model, 'chatcmpl-stand-in');
  response.writeHead(200, { ...eventStreamHeaders, ...answer.headers });
  response.write(chunks.delta({ role: 'assistant', content: '' }));
  let sent = 0;
  for (const piece of piecesOf(answer.text)) {
    if (answer.cutAfter !== undefined && sent >= answer.cutAfter) return cut(response);
    if (answer.delayMs) await sleep(answer.delayMs);
    if (typeof piece === 'string') sent += await send(response, chunks.delta({ content: piece }));
    else await Promise.race([piece.pass(), closed(response)]);
    if (response.destroyed) return 'whole';
  }
  if (answer.cutAfter !== undefined) return cut(response);
  if (answer.refusal) response.write(chunks.delta({ refusal: answer.refusal }));
  for (const delta of toolCallDeltas(answer.toolCalls ?? [])) response.write(chunks.delta(delta));
  if (answer.unfinished) return end(response);
  response.write(chunks.delta({}, finishReasonOf(answer)));
  const usage = usageFor(answer, request);
  if (usage && (request.raw.stream_options as { include_usage?: boolean } | undefined)?.include_usage)
    response.write(chunks.usage(usage.inputTokens, usage.outputTokens));
  return end(response, chunks.end());
}

/** As OpenAI streams them: id and name first, then the arguments in pieces. */
function* toolCallDeltas(calls: readonly ScriptedCall[]): Generator<object> {
  for (const [index, call] of calls.entries()) {
    yield { tool_calls: [toolCallBegin(call, index)] };
    for (const piece of argumentsOf(call).match(/.{1,12}/gs) ?? [])
      yield { tool_calls: [{ index, function: { arguments: piece } }] };
  }
}

function toolCallBegin({ id, name }: ScriptedCall, index: number) {
  return { index, id: id ?? `call_${index + 1}`, type: 'function', function: { name, arguments: '' } };
}

function playWhole(answer: Answer, request: StandInRequest, response: ServerResponse): Promise<Played> {
  const tool_calls = answer.toolCalls?.map((call, index) => {
    const { index: _, ...begin } = toolCallBegin(call, index);
    return { ...begin, function: { name: call.name, arguments: argumentsOf(call) } };
  });
  const message = {
    role: 'assistant',
    content: textOf(answer) || null,
    ...(tool_calls ? { tool_calls } : {}),
  };
  const usage = usageFor(answer, request);
  response.writeHead(200, { 'content-type': 'application/json' });
  const body = {
    id: 'chatcmpl-stand-in',
    object: 'chat.completion',
    model: request.model,
    choices: [{ index: 0, message, finish_reason: finishReasonOf(answer) }],
    ...(usage ? { usage: usageOf(usage.inputTokens, usage.outputTokens) } : {}),
  };
  return end(response, JSON.stringify(body));
}

function playStatus(reply: Extract<Reply, { status: number }>, response: ServerResponse): Promise<Played> {
  const body = reply.body ?? { error: { message: `scripted ${reply.status}`, type: null, code: null } };
  const isText = typeof body === 'string';
  response.writeHead(reply.status, {
    'content-type': isText ? 'text/html' : 'application/json',
    ...reply.headers,
  });
  return end(response, isText ? body : JSON.stringify(body));
}

async function playHang(
  hang: 'before-headers' | 'mid-stream',
  request: StandInRequest,
  response: ServerResponse,
): Promise<Played> {
  if (hang === 'mid-stream') {
    response.writeHead(200, eventStreamHeaders);
    response.write(completionChunks(request.model, 'chatcmpl-stand-in').delta({ content: 'Well, ' }));
  }
  await closed(response);
  return 'whole';
}

async function playDrip(
  { drip, everyMs }: { drip: string; everyMs: number },
  response: ServerResponse,
): Promise<Played> {
  response.writeHead(200, eventStreamHeaders);
  for (let at = 0; !response.destroyed; at++) {
    response.write(drip.charAt(at % drip.length));
    await sleep(everyMs);
  }
  return 'whole';
}

function playEvents(events: readonly (object | string)[], response: ServerResponse): Promise<Played> {
  response.writeHead(200, eventStreamHeaders);
  for (const event of events)
    response.write(`data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`);
  return end(response);
}

function piecesOf(text: Answer['text'] = []): readonly (string | Gate)[] {
  return typeof text === 'string' ? wordsOf(text) : text;
}

const textOf = (answer: Answer) =>
  piecesOf(answer.text)
    .filter((piece) => typeof piece === 'string')
    .join('');

const argumentsOf = ({ args }: ScriptedCall) => (typeof args === 'string' ? args : JSON.stringify(args));

const finishReasonOf = (answer: Answer) =>
  answer.finishReason ?? (answer.toolCalls?.length ? 'tool_calls' : 'stop');

function usageFor(answer: Answer, request: StandInRequest) {
  if (answer.usage !== undefined) return answer.usage;
  const said =
    textOf(answer) + (answer.toolCalls ?? []).map((call) => call.name + argumentsOf(call)).join('');
  return { inputTokens: tokensIn(JSON.stringify(request.raw)), outputTokens: tokensIn(said) };
}

async function end(response: ServerResponse, last?: string | Uint8Array): Promise<Played> {
  response.end(last);
  await closed(response);
  return 'whole';
}

function cut(response: ServerResponse): Played {
  response.destroy();
  return 'cut';
}

/** Resolves when the piece has left, so that a cut after it doesn't take it along; to one piece sent. */
function send(response: ServerResponse, piece: string): Promise<1> {
  return new Promise((resolve) => response.write(piece, () => resolve(1)));
}

function closed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed || response.writableFinished) return resolve();
    response.once('close', resolve).once('finish', resolve);
  });
}
