import type { ModelMessage, ModelRequest, ModelResponse } from '../../src/domain/model.ts';

/** What a model was told and said, as the trace keeps it for operators: the newest whole, the oldest cut away. */
export interface Told {
  readonly prompt: readonly ToldMessage[];
  /** Messages between the instructions and what is shown, which would have been too much. */
  readonly leftOut: number;
  readonly tools: readonly string[];
  readonly answer?: { readonly text: string; readonly calls: readonly { name: string; args: string }[] };
}

interface ToldMessage {
  readonly role: ModelMessage['role'];
  readonly content: string;
  readonly calls?: readonly string[];
}

/** UTF-16 units that one step keeps of a prompt, of one message in it, and of an answer. */
const promptTextMax = 64_000;
const messageTextMax = 16_000;
const answerTextMax = 16_000;

/** Keeps of a request and its answer what a reader of the trace needs, within bounds. */
export function toldOf(request: ModelRequest, response?: ModelResponse): Told {
  const [first, ...rest] = request.messages.map(toldMessage);
  const kept: ToldMessage[] = [];
  let length = first?.content.length ?? 0;
  for (const message of rest.toReversed()) {
    length += message.content.length;
    if (length > promptTextMax) break;
    kept.unshift(message);
  }
  return {
    prompt: [...(first ? [first] : []), ...kept],
    leftOut: rest.length - kept.length,
    tools: request.tools.map(({ name }) => name),
    ...(response && { answer: answerOf(response) }),
  };
}

function toldMessage(message: ModelMessage): ToldMessage {
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
  return {
    role: message.role,
    content: message.content.slice(0, messageTextMax),
    ...(calls.length > 0 && { calls: calls.map(callText) }),
  };
}

const answerOf = ({ text, toolCalls }: ModelResponse): NonNullable<Told['answer']> => ({
  text: text.slice(0, answerTextMax),
  calls: toolCalls.map(({ name, argumentsText }) => ({ name, args: argumentsText.slice(0, messageTextMax) })),
});

const callText = ({ name, argumentsText }: { name: string; argumentsText: string }) =>
  `${name}(${argumentsText})`.slice(0, messageTextMax);
