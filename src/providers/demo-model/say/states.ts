import type { Language } from '../words/language.ts';

type Texts = Readonly<Record<Language, string>>;

/** A thing of the customer's, by the word that programs use for it: `Your order`. */
export const thingInWords = (word: string, language: Language): string | undefined =>
  Object.hasOwn(things, word) ? things[word]?.[language] : undefined;

/** What has become of a thing, by a program's word for it: `has been shipped`. */
export const stateInWords = (word: string, language: Language): string | undefined =>
  Object.hasOwn(states, word) ? states[word]?.[language] : undefined;

const things: Readonly<Record<string, Texts>> = {
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

const states: Readonly<Record<string, Texts>> = {
  packing: { en: 'is being packed', de: 'wird gerade gepackt' },
  packed: { en: 'has been packed', de: 'ist gepackt' },
  processing: { en: 'is being prepared', de: 'wird gerade bearbeitet' },
  shipped: { en: 'has been shipped', de: 'wurde versandt' },
  sent: { en: 'has been sent', de: 'wurde versandt' },
  delivered: { en: 'has been delivered', de: 'wurde zugestellt' },
  cancelled: { en: 'has been cancelled', de: 'wurde storniert' },
  canceled: { en: 'has been cancelled', de: 'wurde storniert' },
  refunded: { en: 'has been refunded', de: 'wurde erstattet' },
  returned: { en: 'has been sent back', de: 'wurde zurückgeschickt' },
  paid: { en: 'has been paid', de: 'wurde bezahlt' },
  failed: { en: 'has failed', de: 'ist fehlgeschlagen' },
  delayed: { en: 'is delayed', de: 'verspätet sich' },
  found: { en: 'has been found', de: 'wurde gefunden' },
  lost: { en: 'has been lost', de: 'ist verloren gegangen' },
  received: { en: 'has arrived with us', de: 'ist bei uns angekommen' },
  arrived: { en: 'has arrived', de: 'ist angekommen' },
  confirmed: { en: 'is confirmed', de: 'ist bestätigt' },
  created: { en: 'has been created', de: 'wurde angelegt' },
  changed: { en: 'has been changed', de: 'wurde geändert' },
  restocked: { en: 'is in stock again', de: 'ist wieder da' },
};
