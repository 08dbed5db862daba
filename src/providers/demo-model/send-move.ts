import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { completionChunks, eventStreamHeaders, tokensIn, usageOf, wordsOf } from './completion-chunks.ts';
import type { Move } from './decide.ts';
import { sendJson } from './demo-http.ts';
import type { DemoRequest } from './demo-request.ts';

/** Sends a move as a stream, word by word; stops when the client has left. */
export async function sendStreamed(
  move: Move,
  request: DemoRequest,
  response: ServerResponse,
  wordDelayMs: number,
): Promise<void> {
  const chunks = completionChunks(request.model, newId('chatcmpl-'));
  response.writeHead(200, eventStreamHeaders);
  response.write(chunks.delta({ role: 'assistant', content: '' }));
  for (const word of move.kind === 'say' ? wordsOf(move.text) : []) {
    await sleep(wordDelayMs);
    if (response.destroyed) return;
    response.write(chunks.delta({ content: word }));
  }
  if (move.kind === 'call')
    for (const [index, call] of toolCallsOf(move).entries())
      response.write(chunks.delta({ tool_calls: [{ index, ...call }] }));
  response.write(chunks.delta({}, finishReasonOf(move)));
  const { prompt, completion } = tokensOf(move, request);
  if (request.stream_options?.include_usage) response.write(chunks.usage(prompt, completion));
  response.end(chunks.end());
}

/** Sends a move in one piece. */
export function sendWhole(move: Move, request: DemoRequest, response: ServerResponse): void {
  const message = {
    role: 'assistant',
    content: move.kind === 'say' ? move.text : null,
    ...(move.kind === 'call' ? { tool_calls: toolCallsOf(move) } : {}),
  };
  const { prompt, completion } = tokensOf(move, request);
  sendJson(response, 200, {
    id: newId('chatcmpl-'),
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1_000),
    model: request.model,
    choices: [{ index: 0, message, finish_reason: finishReasonOf(move) }],
    usage: usageOf(prompt, completion),
  });
}

const toolCallsOf = ({ calls }: Extract<Move, { kind: 'call' }>) =>
  calls.map(({ name, args }) => ({
    id: newId('call_'),
    type: 'function',
    function: { name, arguments: JSON.stringify(args) },
  }));

const finishReasonOf = (move: Move) => (move.kind === 'call' ? 'tool_calls' : 'stop');

function tokensOf(move: Move, request: DemoRequest) {
  const said = move.kind === 'say' ? move.text : JSON.stringify(move.calls);
  return {
    prompt: tokensIn(JSON.stringify([request.messages, request.tools])),
    completion: tokensIn(said),
  };
}

const newId = (prefix: string) => prefix + randomUUID().replaceAll('-', '');
