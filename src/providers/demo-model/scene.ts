import type { DemoMessage } from './demo-request.ts';
import { type Language, languageOf } from './words/language.ts';

/** Where a conversation stands, as far as the demo model looks at it. */
export interface Scene {
  readonly language: Language;
  readonly isFirstAnswer: boolean;
  /** What the customer wrote since the last answer, oldest first; empty when something else calls for an answer. */
  readonly asked: readonly string[];
  /** What the customer wrote before that, newest first. */
  readonly before: readonly string[];
  /** What tools gave since the customer's last message, or the last that they gave if nothing was asked. */
  readonly results: readonly ToolResult[];
  /** Tools that were called since the last answer. */
  readonly calledTools: ReadonlySet<string>;
}

export interface ToolResult {
  readonly tool: string;
  readonly content: string;
}

export function readScene(messages: readonly DemoMessage[]): Scene {
  const lastAnswer = messages.findLastIndex(isAnswer);
  const lastAsked = messages.findLastIndex(({ role }) => role === 'user');
  const asked = userTexts(messages.slice(lastAnswer + 1));
  const before = userTexts(messages.slice(0, lastAnswer + 1)).reverse();
  const names = toolNames(messages);
  const resultsIn = (list: readonly DemoMessage[]) =>
    list.flatMap((message) =>
      message.role === 'tool'
        ? [{ tool: names.get(message.tool_call_id) ?? '', content: message.content }]
        : [],
    );
  const results = resultsIn(messages.slice(lastAsked > lastAnswer ? lastAsked : lastAnswer + 1));
  return {
    language: languageOf([...asked.toReversed(), ...before]),
    isFirstAnswer: lastAnswer === -1,
    asked,
    before,
    results: results.length === 0 && asked.length === 0 ? resultsIn(lastBatch(messages)) : results,
    calledTools: new Set(resultsIn(messages.slice(lastAnswer + 1)).map(({ tool }) => tool)),
  };
}

/** What the customer wrote: the newest messages, and of long ones the beginning. */
const userTexts = (messages: readonly DemoMessage[]) =>
  messages
    .filter(({ role }) => role === 'user')
    .slice(-textsMax)
    .map(({ content }) => content.slice(0, textMax).trim())
    .filter(Boolean);

const textsMax = 8;
/** In UTF-16 units; reading takes time with each, and this process has other things to do. */
const textMax = 500;

const isAnswer = (message: DemoMessage) => message.role === 'assistant' && !message.tool_calls?.length;

/** The last tool messages that stand together. */
function lastBatch(messages: readonly DemoMessage[]): readonly DemoMessage[] {
  const end = messages.findLastIndex(({ role }) => role === 'tool');
  const start = messages.slice(0, end).findLastIndex(({ role }) => role !== 'tool');
  return messages.slice(start + 1, end + 1);
}

function toolNames(messages: readonly DemoMessage[]): ReadonlyMap<string, string> {
  const calls = messages.flatMap((message) =>
    message.role === 'assistant' ? (message.tool_calls ?? []) : [],
  );
  return new Map(calls.map((call) => [call.id, call.function.name]));
}
