import type { DemoMessage } from './demo-request.ts';
import { phrases } from './say/phrases.ts';
import { type Language, languageOf, languageTagOf } from './words/language.ts';

/** Where a conversation stands, as far as the demo model looks at it. */
export interface Scene {
  readonly language: Language;
  /** Whether the newest words are in none of our languages. */
  readonly isForeign: boolean;
  readonly isFirstAnswer: boolean;
  /** Another agent asks, and the customer doesn't read the answer. */
  readonly isAskedByAgent: boolean;
  /** What the customer wrote since the last answer, oldest first; empty when something else calls for an answer. */
  readonly asked: readonly string[];
  /** What the customer wrote before that, newest first. */
  readonly before: readonly string[];
  /** What was answered last. */
  readonly lastAnswer: string;
  /** What tools gave since the last answer, or the last that they gave if nothing was asked. */
  readonly results: readonly ToolResult[];
  /** What the system messages say, in their order. */
  readonly system: readonly string[];
  /** What calls for an answer though nobody wrote, or besides. */
  readonly happened: string | undefined;
  /** As `2026-11-24`, where the system messages tell. */
  readonly today: string | undefined;
}

export interface ToolResult {
  readonly tool: string;
  /** As they were asked for; empty when they can't be read. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly content: string;
}

export function readScene(messages: readonly DemoMessage[]): Scene {
  const lastAnswer = messages.findLastIndex(isAnswer);
  const before = userTexts(messages.slice(0, lastAnswer + 1)).reverse();
  const system = messages
    .filter(({ role }) => role === 'system' || role === 'developer')
    .map(({ content }) => content);
  const happened = system.at(-1)?.startsWith(happenedStart) ? system.at(-1) : undefined;
  const isOnlyThat = happened?.includes('has not written anything new') === true;
  const asked = isOnlyThat ? [] : userTexts(messages.slice(lastAnswer + 1));
  const results = resultsIn(messages.slice(lastAnswer + 1), messages);
  return {
    language: languageOf(
      [...asked.toReversed(), ...before],
      /customer's language, German/.test(system[0] ?? '') ? 'de' : 'en',
    ),
    isForeign: isForeign(asked.join('\n')),
    isFirstAnswer: lastAnswer === -1 && !system.some((text) => text.includes('<notes>')),
    isAskedByAgent: /\bAnother agent\b[^.]{0,80}\basks you\b/.test(system[0] ?? ''),
    asked,
    before,
    lastAnswer: withoutRemarks((messages[lastAnswer]?.content ?? '').slice(0, answerTextMax)),
    results:
      results.length === 0 && asked.length === 0 && !happened
        ? resultsIn(lastBatch(messages), messages)
        : results,
    system,
    happened,
    today: /\bToday is (\d{4}-\d{2}-\d{2})/.exec(system[0]?.slice(0, systemTextMax) ?? '')?.[1],
  };
}

function isForeign(text: string): boolean {
  const tag = languageTagOf(text);
  return tag !== undefined && tag !== 'en' && tag !== 'de';
}

/** Without what we said of ourselves. */
const withoutRemarks = (answer: string) =>
  Object.values(phrases)
    .flatMap(({ standIn, foreigner }) => [standIn, foreigner])
    .reduce((text, remark) => text.replace(remark, ''), answer)
    .trim();

const happenedStart = 'What happened: ';
const answerTextMax = 2_000;
const systemTextMax = 20_000;

/** What the customer wrote: the newest messages, and of long ones the beginning. */
const userTexts = (messages: readonly DemoMessage[]) =>
  messages
    .filter(({ role }) => role === 'user')
    .slice(-textsMax)
    .map(({ content }) => content.slice(0, textMax).trim())
    .filter(Boolean);

const textsMax = 6;
/** In UTF-16 units; reading takes time with each, and this process has other things to do. */
const textMax = 1_000;

const isAnswer = (message: DemoMessage) => message.role === 'assistant' && !message.tool_calls?.length;

/** The last tool messages that stand together. */
function lastBatch(messages: readonly DemoMessage[]): readonly DemoMessage[] {
  const end = messages.findLastIndex(({ role }) => role === 'tool');
  const start = messages.slice(0, end).findLastIndex(({ role }) => role !== 'tool');
  return messages.slice(start + 1, end + 1);
}

function resultsIn(list: readonly DemoMessage[], all: readonly DemoMessage[]): ToolResult[] {
  const calls = new Map(
    all
      .flatMap((message) => (message.role === 'assistant' ? (message.tool_calls ?? []) : []))
      .map((call) => [call.id, call.function]),
  );
  const results = list.flatMap((message) => (message.role === 'tool' ? [message] : []));
  return results.slice(-resultsMax).map(({ tool_call_id, content }) => {
    const call = calls.get(tool_call_id);
    return {
      tool: call?.name ?? '',
      args: readArgs(call?.arguments ?? ''),
      content: content.slice(0, resultTextMax),
    };
  });
}

const resultsMax = 64;
const resultTextMax = 40_000;
const argsTextMax = 10_000;

function readArgs(text: string): Readonly<Record<string, unknown>> {
  try {
    const args: unknown = JSON.parse(text.slice(0, argsTextMax));
    return typeof args === 'object' && args !== null ? (args as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
