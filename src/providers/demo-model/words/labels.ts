import type { Language } from './language.ts';

/** What a part of a question is about, in a word or two. */
export const topicIn = (concepts: Iterable<string>, language: Language): string | undefined =>
  topicsIn(concepts, language)[0];

/** All that a text is about, the most telling first. */
export function topicsIn(concepts: Iterable<string>, language: Language): string[] {
  const spoken = new Set(concepts);
  return topics.filter(([concept]) => spoken.has(concept)).map(([, label]) => label[language]);
}

/** The most telling first. */
const topics: readonly (readonly [concept: string, Readonly<Record<Language, string>>])[] = [
  ['preorder', { en: 'pre-orders', de: 'Vorbestellungen' }],
  ['defect', { en: 'faults', de: 'Mängeln' }],
  ['gift', { en: 'gift cards', de: 'Gutscheinen' }],
  ['discount', { en: 'discounts', de: 'Rabatten' }],
  ['exchange', { en: 'exchanges', de: 'Umtausch' }],
  ['return', { en: 'returns', de: 'Rückgaben' }],
  ['refund', { en: 'refunds', de: 'Erstattungen' }],
  ['cancel', { en: 'cancelling', de: 'Stornierungen' }],
  ['invoice', { en: 'invoices', de: 'Rechnungen' }],
  ['payment', { en: 'paying', de: 'Zahlungen' }],
  ['express', { en: 'express delivery', de: 'Expresslieferungen' }],
  ['slot', { en: 'delivery slots', de: 'Lieferterminen' }],
  ['appointment', { en: 'appointments', de: 'Terminen' }],
  ['hours', { en: 'opening hours', de: 'Öffnungszeiten' }],
  ['store', { en: 'our shops', de: 'unseren Läden' }],
  ['care', { en: 'care', de: 'Pflege' }],
  ['size', { en: 'sizes', de: 'Größen' }],
  ['address', { en: 'the address', de: 'der Adresse' }],
  ['sustainable', { en: 'sustainability', de: 'Nachhaltigkeit' }],
  ['privacy', { en: 'your data', de: 'Ihren Daten' }],
  ['account', { en: 'your account', de: 'Ihrem Konto' }],
  ['delivery', { en: 'delivery', de: 'Lieferungen' }],
  ['stock', { en: 'what is in stock', de: 'dem Bestand' }],
  ['status', { en: 'where an order is', de: 'dem Stand einer Bestellung' }],
  ['order', { en: 'orders', de: 'Bestellungen' }],
  ['price', { en: 'prices', de: 'Preisen' }],
];
