import type { Language } from '../words/language.ts';
import { wordsIn } from '../words/words.ts';

/** What a field of data is called: `arrivesOn` is "arrives on", `refundId` "refund number". */
export function labelOf(name: string, language: Language): string {
  // Short capitals, such as a size, are names of their own.
  if (/^\p{Lu}{1,3}$/u.test(name)) return name;
  const words = wordsIn(name).map((word) => word.toLowerCase());
  const label = words.filter((word) => word !== 'cents').join(' ');
  return language === 'de' ? (germanWord(label) ?? label) : label.replace(/\bid$/, 'number');
}

/** What data says in English, in German; undefined if it isn't known. */
export const germanWord = (text: string): string | undefined =>
  germanWords[text.toLowerCase().replaceAll('_', ' ')];

const germanWords: Readonly<Record<string, string>> = {
  id: 'Nummer',
  order: 'Bestellung',
  orders: 'Bestellungen',
  'order id': 'Bestellnummer',
  'refund id': 'Erstattungsnummer',
  'return id': 'Rücksendenummer',
  'booking id': 'Buchungsnummer',
  'appointment id': 'Terminnummer',
  'invoice id': 'Rechnungsnummer',
  amount: 'Betrag',
  total: 'Summe',
  price: 'Preis',
  status: 'Status',
  items: 'Artikel',
  article: 'Artikel',
  size: 'Größe',
  pieces: 'Stück',
  stock: 'Bestand',
  matches: 'Treffer',
  slots: 'Termine',
  slot: 'Zeitfenster',
  day: 'Tag',
  date: 'Datum',
  time: 'Uhrzeit',
  from: 'von',
  to: 'bis',
  until: 'bis',
  'send by': 'einsenden bis',
  'send back by': 'zurücksenden bis',
  address: 'Adresse',
  street: 'Straße',
  postcode: 'Postleitzahl',
  city: 'Ort',
  country: 'Land',
  store: 'Laden',
  'sent to': 'gesendet an',
  email: 'E-Mail',
  label: 'Etikett',
  carrier: 'Versand mit',
  tracking: 'Sendungsnummer',
  'tracking number': 'Sendungsnummer',
  'ordered on': 'bestellt am',
  'arrives on': 'Ankunft am',
  'arrived on': 'angekommen am',
  'delivered on': 'zugestellt am',
  'shipped on': 'versandt am',
  packing: 'wird gepackt',
  packed: 'gepackt',
  shipped: 'versandt',
  delivered: 'zugestellt',
  cancelled: 'storniert',
  refunded: 'erstattet',
  returned: 'zurückgeschickt',
  delayed: 'verspätet',
  pending: 'offen',
  sent: 'gesendet',
  booked: 'gebucht',
  germany: 'Deutschland',
  vienna: 'Wien',
  'too small': 'zu klein',
  'too large': 'zu groß',
  'not as expected': 'nicht wie erwartet',
  faulty: 'fehlerhaft',
  'wrong article': 'falscher Artikel',
  other: 'etwas anderes',
  fitting: 'Anprobe',
  styling: 'Stilberatung',
  'refunded cents': 'erstattet',
  'delivery window': 'Lieferfenster',
  times: 'Zeiten',
  austria: 'Österreich',
  switzerland: 'Schweiz',
};
