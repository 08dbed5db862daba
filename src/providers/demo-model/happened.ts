import { dataInWords } from './say/data-in-words.ts';
import { germanWord } from './say/data-labels.ts';
import { phrases } from './say/phrases.ts';
import { stateSentence } from './say/state-sentence.ts';
import { stateInWords, thingInWords } from './say/states.ts';
import type { Language } from './words/language.ts';

/** What a system message tells that happened, as one tells it to the customer, in a sentence for each. */
export function happenedInWords(happened: string, language: Language): string {
  const paragraphs = happened.slice(0, happenedMax).split(/\n{2,}/);
  const told = paragraphs.filter((text) => text.startsWith(start)).slice(0, eventsMax);
  const sentences = told.map((text) => sentenceFor(text.slice(start.length).trim(), language));
  return [...new Set(sentences.filter(Boolean))].join(' ') || phrases[language].hello;
}

const start = 'What happened: ';
/** In UTF-16 units. */
const happenedMax = 20_000;
const eventsMax = 5;

function sentenceFor(text: string, language: Language): string {
  const promised = /^it is time to write\b.{0,80}?\babout:\s*(.{1,500})/is.exec(text)?.[1];
  if (promised) return phrases[language].promised(promised.replace(/[.\s]+$/, ''));
  const [type = '', ...rest] = text.split('\n');
  const data = readJson(rest.join('\n'));
  if (data === undefined && !/^[\w.-]{1,100}$/.test(type.trim())) return text.slice(0, plainMax);
  return workSentence(type.trim(), data ?? {}, language) ?? eventSentence(type.trim(), data ?? {}, language);
}

const plainMax = 400;

/** What came of work that a tool had started; undefined for any other event. */
function workSentence(
  type: string,
  { result, reason }: Readonly<Record<string, unknown>>,
  language: Language,
): string | undefined {
  const say = phrases[language];
  if (type === 'tool.overdue') return say.workOverdue;
  if (type === 'tool.failed')
    return say.workFailed(typeof reason === 'string' ? reason.slice(0, plainMax).replace(/[.\s]+$/, '') : '');
  if (type !== 'tool.completed' || typeof result !== 'object' || result === null) return undefined;
  const data = result as Readonly<Record<string, unknown>>;
  return stateSentence(data, language) ?? say.found(dataInWords(data, language).replace(/[.\s]+$/, ''));
}

/** `Your order A-1001 has been shipped: carrier DHL.` */
function eventSentence(type: string, data: Readonly<Record<string, unknown>>, language: Language): string {
  const words = type
    .toLowerCase()
    .split(/[._-]+/)
    .filter(Boolean);
  const [noun = ''] = words;
  const verb = words.map((word) => stateInWords(word, language)).findLast(Boolean);
  const idKey = [`${noun}Id`, `${noun}_id`, 'id', `${noun}Number`, 'number', noun].find((key) =>
    isText(data[key]),
  );
  const rest = Object.fromEntries(Object.entries(data).filter(([key]) => key !== idKey && key !== 'status'));
  const details = dataInWords(rest, language).replace(/[.\s]+$/, '');
  const own = thingInWords(noun, language);
  const name = idKey ? ` ${String(data[idKey])}` : '';
  if (verb && own) return `${own}${name} ${verb}${details ? `: ${details}` : ''}.`;
  const subject = words.map((word) => (language === 'de' ? (germanWord(word) ?? word) : word)).join(' ');
  return phrases[language].news(`${subject}${name}`, details);
}

const isText = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
