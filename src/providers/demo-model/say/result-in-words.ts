import type { ToolResult } from '../scene.ts';
import { readResult } from '../tools/read-result.ts';
import type { ToolKind } from '../tools/tool-kind.ts';
import type { Language } from '../words/language.ts';
import { dataInWords, dayInWords } from './data-in-words.ts';
import { parameterInWords } from './parameters.ts';
import { phrases } from './phrases.ts';

/** What a tool gave, as one says it to the customer: done, found, refused, or not to be had. */
export function resultInWords(
  { args, content }: ToolResult,
  kind: ToolKind | undefined,
  language: Language,
): string {
  const say = phrases[language];
  const reading = readResult(content);
  switch (reading.state) {
    case 'rejected':
    case 'refused':
      return say[reading.state](withoutStop(reading.reason));
    case 'wrong':
      return say.wrong(reading.parameter && parameterInWords(reading.parameter, kind?.tool, language));
    case 'not_run':
      return say.failed;
    case 'nothing':
      return say.nothing(askedFor(args));
    case 'done':
      return doneInWords(reading.data, reading.isRepeated, kind, language);
    default:
      return say[reading.state];
  }
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
  const words = withoutStop(dataInWords(data, language));
  const isAction = (kind?.actions.length ?? 0) > 0;
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
  return say.followUp(when.join(say.or), withoutStop(about));
}

const eventInWords = (type: string, language: Language) => {
  const words = type.replace(/[._-]+/g, ' ').trim();
  return language === 'de' ? words : `there is news (${words})`;
};

const askedFor = (args: Readonly<Record<string, unknown>>) =>
  Object.values(args)
    .filter((value) => typeof value === 'string' && value.length <= askedMax)
    .slice(0, 2)
    .join(', ');
const askedMax = 40;

const withoutStop = (text: string) => text.replace(/[.\s]+$/, '');

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
