import type { Language } from '../words/language.ts';
import { wordsIn } from '../words/words.ts';
import { fieldsOf, listInWords } from './data-in-words.ts';
import { phrases } from './phrases.ts';
import { dayInWords } from './scalars.ts';
import { stateInWords, thingInWords } from './states.ts';

type Data = Readonly<Record<string, unknown>>;

/**
 * How a thing of the customer's stands, in sentences: `Your order A-1001 has been shipped and arrives on 24 November
 * 2026.` Undefined: the data tell no such thing.
 */
export function stateSentence(data: Data, language: Language): string | undefined {
  const [only, ...others] = Object.entries(data).filter(([, value]) => typeof value !== 'boolean');
  if (!only) return undefined;
  const [key, inner] = only;
  if (others.length > 0 || typeof inner !== 'object' || inner === null) return sentenceOf('', data, language);
  if (!Array.isArray(inner)) return sentenceOf(key, inner as Data, language);
  const lines = inner
    .slice(0, linesMax)
    .map((each) => sentenceOf(key.replace(/s$/, ''), each as Data, language));
  if (lines.length === 0 || lines.some((line) => line === undefined)) return undefined;
  return lines.length === 1 ? lines[0] : lines.map((line) => `- ${line}`).join('\n');
}

const linesMax = 6;

function sentenceOf(key: string, data: Data, language: Language): string | undefined {
  const say = phrases[language];
  const idKey = ['id', `${key}Id`, ...Object.keys(data).filter((name) => /Id$/.test(name))].find(
    (name) => name in data,
  );
  const state = typeof data.status === 'string' ? stateInWords(data.status, language) : undefined;
  if (!idKey || !state) return undefined;
  const [word = key] = wordsIn(idKey === 'id' ? key : idKey).map((each) => each.toLowerCase());
  const thing = thingInWords(word, language);
  if (!thing) return undefined;
  const dayKey = Object.keys(data).find(
    (name) => /^(?:arriv|deliver|eta)\w*(?:on|at|date|day)?$/i.test(name) && isDay(data[name]),
  );
  const day = dayKey && dayInWords(String(data[dayKey]), language);
  const isOver = data.status === 'delivered' || data.status === 'arrived';
  const isComing = !isOver && data.status !== 'cancelled';
  const when = day ? (isOver ? say.onThatDay(day) : isComing ? say.andArrives(day) : '') : '';
  const listKey = Object.keys(data).find((name) => Array.isArray(data[name]));
  const list = listKey ? listInWords(data[listKey] as unknown[], language, 1) : '';
  const told = new Set([idKey, 'status', dayKey, listKey]);
  const rest = fieldsOf(
    '',
    Object.fromEntries(Object.entries(data).filter(([name]) => !told.has(name))),
    language,
    1,
  );
  const [first = '', ...more] = rest;
  return [
    `${thing} ${String(data[idKey])} ${state}${when}.`,
    ...(list ? [say.holds(list)] : []),
    ...(first
      ? [`${first[0]?.toUpperCase()}${first.slice(1)}${more.map((each) => `, ${each}`).join('')}.`]
      : []),
  ].join(' ');
}

const isDay = (value: unknown) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
