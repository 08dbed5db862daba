import type { ToolResult } from '../scene.ts';
import { type Reading, readResult } from '../tools/read-result.ts';
import type { ToolKind } from '../tools/tool-kind.ts';
import type { Language } from '../words/language.ts';
import { dataInWords } from './data-in-words.ts';
import { parameterInWords } from './parameters.ts';
import { phrases } from './phrases.ts';
import { dayInWords, withMoney } from './scalars.ts';
import { stateSentence } from './state-sentence.ts';
import { stateInWords, thingInWords } from './states.ts';

/** What a tool gave, as one says it to the customer: done, found, refused, or not to be had. */
export function resultInWords(
  { args, content }: ToolResult,
  kind: ToolKind | undefined,
  language: Language,
): string {
  const say = phrases[language];
  const reading = readResult(content);
  if (kind?.isQuestion) return answerIn(reading) ?? say.failed;
  switch (reading.state) {
    case 'rejected':
    case 'refused':
      return say[reading.state](withoutStop(withMoney(reading.reason, language)));
    case 'wrong':
      return say.wrong(reading.parameter && parameterInWords(reading.parameter, kind?.tool, language));
    case 'not_run':
      return say.failed;
    case 'nothing':
      return [
        say.nothing(askedFor(args)),
        ...(/\bsigned in\b/i.test(kind?.tool.description ?? '') ? [say.ofAccount] : []),
      ].join(' ');
    case 'done':
      return doneInWords(reading.data, reading.isRepeated, kind, language);
    default:
      return say[reading.state];
  }
}

/** What another agent has answered us, in its own words. */
function answerIn(reading: Reading): string | undefined {
  const data = reading.state === 'done' && isRecord(reading.data) ? reading.data : {};
  return typeof data.answer === 'string' ? data.answer : undefined;
}

function doneInWords(
  data: unknown,
  isRepeated: boolean,
  kind: ToolKind | undefined,
  language: Language,
): string {
  const say = phrases[language];
  const isPromise = kind?.actions.includes('notify') === true;
  if (isPromise && isRecord(data)) return promiseInWords(data, language);
  const isAction = (kind?.actions.length ?? 0) > 0;
  const sentence = isRecord(data) && !isRepeated ? stateSentence(data, language) : undefined;
  if (sentence) return isAction ? say.doneAsTold(sentence) : sentence;
  const words = withoutStop(dataInWords(data, language));
  if (words === '') return isAction ? say.isDone : say.nothing('');
  if (!isAction) return say.found(words);
  return isRepeated ? say.doneBefore(words) : say.done(words);
}

function promiseInWords(data: Readonly<Record<string, unknown>>, language: Language): string {
  const say = phrases[language];
  if ('cancelled' in data) return say.takenBack;
  const promise = isRecord(data.followUp) ? data.followUp : data;
  const about = typeof promise.about === 'string' ? promise.about : '';
  const when = [
    ...(typeof promise.dueAt === 'string' ? [say.onDay(dayInWords(promise.dueAt, language))] : []),
    ...(typeof promise.onEvent === 'string' ? [say.onEvent(eventInWords(promise.onEvent, language))] : []),
  ];
  // What happens says what it is about.
  return say.followUp(when.join(say.or), typeof promise.onEvent === 'string' ? '' : withoutStop(about));
}

/** `order.delivered`: "your order has been delivered", and in German with the verb last. */
function eventInWords(type: string, language: Language): string {
  const [noun = '', ...rest] = type.toLowerCase().split(/[._-]+/);
  const thing = thingInWords(noun, language);
  const state = rest.map((word) => stateInWords(word, language)).findLast(Boolean);
  if (!thing || !state) return phrases[language].newsOf(type.replace(/[._-]+/g, ' ').trim());
  const [verb = '', ...others] = state.split(' ');
  if (language === 'de') return `${thing} ${[...others, verb].join(' ')}`;
  return `${thing[0]?.toLowerCase()}${thing.slice(1)} ${state}`;
}

const askedFor = (args: Readonly<Record<string, unknown>>) =>
  Object.values(args)
    .filter((value) => typeof value === 'string' && value.length <= askedMax)
    .slice(0, 2)
    .join(', ');
const askedMax = 40;

const withoutStop = (text: string) => text.replace(/[.\s]+$/, '');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
