import { bounds } from '../domain/bounds.ts';
import { cutAtSentence } from '../domain/cut-at-sentence.ts';
import type { FinishReason, ModelResponse, ModelUsage } from '../domain/model.ts';
import { ModelError, type ModelErrorKind } from '../domain/model-error.ts';
import { type ChatChunk, choiceOf } from './chat-chunk.ts';
import { openToolCalls } from './tool-calls.ts';

/** A model's answer while it comes in. */
export function openAnswer() {
  const toolCalls = openToolCalls();
  let text = '';
  let refusal = '';
  let finish: string | undefined;
  let usage: ModelUsage | undefined;
  let isFull = false;

  /** Takes in one chunk and returns the text that it adds. */
  function add(chunk: ChatChunk): string {
    const choice = choiceOf(chunk);
    if (chunk.usage)
      usage = { inputTokens: chunk.usage.prompt_tokens, outputTokens: chunk.usage.completion_tokens };
    if (choice?.finish_reason) finish = choice.finish_reason;
    if (refusal.length < bounds.reasonTextMax) refusal += choice?.delta?.refusal ?? '';
    for (const call of choice?.delta?.tool_calls ?? []) toolCalls.add(call);
    return addText(choice?.delta?.content ?? '');
  }

  function addText(delta: string): string {
    const whole = text + delta;
    const shownMax = text.length;
    text = cutAtSentence(whole, bounds.answerTextMax);
    isFull = text.length < whole.length;
    return text.slice(shownMax);
  }

  /** The whole answer, or the error that it amounts to. */
  function close(): ModelResponse {
    const fail = (kind: ModelErrorKind, message: string, detail?: string) =>
      new ModelError(kind, message, { hadOutput: true, usage, detail });
    if (isFull) finish = 'length';
    if (refusal !== '') throw fail('refused', 'The model refused to answer.', refusal);
    if (finish === undefined) throw fail('transient', "The model's answer broke off.");
    if (finish === 'content_filter') throw fail('refused', "The model's content filter stopped the answer.");
    if (finish === 'error') throw fail('transient', "The model's vendor gave up during the answer.");
    const calls = toolCalls.close();
    if (text.trim() === '' && calls.length === 0) throw fail('transient', "The model's answer was empty.");
    return {
      text,
      toolCalls: calls,
      finishReason: finishReasonOf(finish, calls.length > 0),
      ...(usage ? { usage } : {}),
    };
  }

  return { add, close, isFull: () => isFull };
}

/** Local servers say `stop` where they ask for tools, and each vendor has names of its own for the rest. */
function finishReasonOf(finish: string, hasCalls: boolean): FinishReason {
  if (finish === 'length' || finish === 'max_tokens') return 'length';
  return hasCalls ? 'tool_calls' : 'stop';
}
