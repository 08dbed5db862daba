import { z } from 'zod';

/** Arguments come as pieces of JSON text; some local servers send the finished object instead. */
const argumentsPiece = z.union([z.string(), z.looseObject({})]).nullish();

const toolCallDelta = z.looseObject({
  index: z.number().int().nullish(),
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string().nullish(), arguments: argumentsPiece }).nullish(),
});
export type ToolCallDelta = z.infer<typeof toolCallDelta>;

const delta = z.looseObject({
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  tool_calls: z.array(toolCallDelta).nullish(),
});

const usage = z.looseObject({
  prompt_tokens: z.number().int().nonnegative(),
  completion_tokens: z.number().int().nonnegative(),
});

/** One event of a streamed chat completion, as far as we read it. Vendors add fields of their own. */
export const chatChunk = z.looseObject({
  choices: z.array(z.looseObject({ delta: delta.nullish(), finish_reason: z.string().nullish() })).nullish(),
  usage: usage.nullish().catch(null),
});
export type ChatChunk = z.infer<typeof chatChunk>;

/** We ask for one answer, so there is one choice; the event that tells the usage has none. */
export const choiceOf = (chunk: ChatChunk) => chunk.choices?.[0];
