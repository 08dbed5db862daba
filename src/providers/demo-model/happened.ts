import { dataInWords } from './say/data-in-words.ts';
import { germanWord } from './say/data-labels.ts';
import { phrases } from './say/phrases.ts';
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
  return eventSentence(type.trim(), data ?? {}, language);
}

const plainMax = 400;

/** `Your order A-1001 has been shipped: carrier DHL.` */
function eventSentence(type: string, data: Readonly<Record<string, unknown>>, language: Language): string {
  const words = type
    .toLowerCase()
    .split(/[._-]+/)
    .filter(Boolean);
  const [noun = ''] = words;
  const verb = words.findLast((word) => Object.hasOwn(verbs, word));
  const idKey = [`${noun}Id`, `${noun}_id`, 'id', `${noun}Number`, 'number', noun].find((key) =>
    isText(data[key]),
  );
  const rest = Object.fromEntries(Object.entries(data).filter(([key]) => key !== idKey && key !== 'status'));
  const details = dataInWords(rest, language).replace(/[.\s]+$/, '');
  const own = nouns[noun]?.[language];
  const name = idKey ? ` ${String(data[idKey])}` : '';
  if (verb && own) return `${own}${name} ${verbs[verb]?.[language]}${details ? `: ${details}` : ''}.`;
  const subject = words.map((word) => (language === 'de' ? (germanWord(word) ?? word) : word)).join(' ');
  return phrases[language].news(`${subject}${name}`, details);
}

const nouns: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  order: { en: 'Your order', de: 'Ihre Bestellung' },
  parcel: { en: 'Your parcel', de: 'Ihr Paket' },
  shipment: { en: 'Your parcel', de: 'Ihr Paket' },
  refund: { en: 'Your refund', de: 'Ihre Erstattung' },
  return: { en: 'Your return', de: 'Ihre Rücksendung' },
  payment: { en: 'Your payment', de: 'Ihre Zahlung' },
  invoice: { en: 'Your invoice', de: 'Ihre Rechnung' },
  appointment: { en: 'Your appointment', de: 'Ihr Termin' },
  delivery: { en: 'Your delivery', de: 'Ihre Lieferung' },
  article: { en: 'The article', de: 'Der Artikel' },
};

const verbs: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  shipped: { en: 'has been shipped', de: 'wurde versandt' },
  sent: { en: 'has been sent', de: 'wurde versandt' },
  delivered: { en: 'has been delivered', de: 'wurde zugestellt' },
  cancelled: { en: 'has been cancelled', de: 'wurde storniert' },
  canceled: { en: 'has been cancelled', de: 'wurde storniert' },
  refunded: { en: 'has been refunded', de: 'wurde erstattet' },
  paid: { en: 'has been paid', de: 'wurde bezahlt' },
  failed: { en: 'has failed', de: 'ist fehlgeschlagen' },
  delayed: { en: 'is delayed', de: 'verspätet sich' },
  lost: { en: 'has been lost', de: 'ist verloren gegangen' },
  received: { en: 'has arrived with us', de: 'ist bei uns angekommen' },
  arrived: { en: 'has arrived', de: 'ist angekommen' },
  confirmed: { en: 'is confirmed', de: 'ist bestätigt' },
  created: { en: 'has been created', de: 'wurde angelegt' },
  changed: { en: 'has been changed', de: 'wurde geändert' },
  packed: { en: 'has been packed', de: 'ist gepackt' },
  restocked: { en: 'is in stock again', de: 'ist wieder da' },
};

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
