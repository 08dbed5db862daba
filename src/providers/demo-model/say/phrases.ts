import type { Language } from '../words/language.ts';
import { wordsIn } from '../words/words.ts';

/** Everything that the demo model says of its own. */
export const phrases = {
  en: {
    standIn: "(I'm the demo stand-in; set OPENAI_API_KEY for a real model.)",
    hello: 'Hello! What can I do for you?',
    thanks: "You're welcome! Write again whenever you like.",
    found: (words: string) => `Here is what I found: ${words}.`,
    done: (words: string) => `Done: ${words}.`,
    doneBefore: (words: string) => `That had been done before, so I didn't do it again: ${words}.`,
    nothing: "I couldn't find anything for that. Could you check what you gave me?",
    waiting: "A colleague has to agree to that first. I'll write here as soon as it is decided.",
    rejected: (reason: string) => `I'm sorry, that wasn't agreed to${reason ? `: ${reason}` : ''}.`,
    failed: "I'm sorry, that couldn't be done. Please check what you gave me, or try again a little later.",
    ask: (names: string) => `Gladly. Could you tell me ${names}?`,
    and: ' and ',
    can: (list: string) => `I'm afraid I can't help with that. What I can do: ${list}.`,
    cannot: "I'm afraid I can't help with that, but I'll gladly listen to anything else.",
    person: "I can't bring a person into this chat myself, but I'll gladly help as far as I can.",
  },
  de: {
    standIn: '(Ich bin der Demo-Ersatz; mit OPENAI_API_KEY antwortet ein echtes Modell.)',
    hello: 'Hallo! Was kann ich für Sie tun?',
    thanks: 'Gern geschehen! Schreiben Sie jederzeit wieder.',
    found: (words: string) => `Das habe ich gefunden: ${words}.`,
    done: (words: string) => `Erledigt: ${words}.`,
    doneBefore: (words: string) => `Das war schon erledigt, ich habe es nicht noch einmal getan: ${words}.`,
    nothing: 'Dazu habe ich nichts gefunden. Können Sie die Angaben noch einmal prüfen?',
    waiting: 'Dem muss erst jemand aus dem Team zustimmen. Ich melde mich hier, sobald es entschieden ist.',
    rejected: (reason: string) => `Das wurde leider nicht genehmigt${reason ? `: ${reason}` : ''}.`,
    failed:
      'Das hat leider nicht geklappt. Bitte prüfen Sie die Angaben, oder versuchen Sie es etwas später noch einmal.',
    ask: (names: string) => `Gern. Nennen Sie mir bitte ${names}?`,
    and: ' und ',
    can: (list: string) => `Dabei kann ich leider nicht helfen. Was ich kann: ${list}.`,
    cannot: 'Dabei kann ich leider nicht helfen, aber fragen Sie mich gern etwas anderes.',
    person: 'Ich kann selbst niemanden in diesen Chat holen, helfe aber gern, soweit ich kann.',
  },
} as const satisfies Record<Language, object>;

/** A missing parameter as one asks for it. */
export function parameterInWords(name: string, language: Language): string {
  const words = wordsIn(name).map((word) => word.toLowerCase());
  const known = parameterNames.find(([word]) => words.includes(word));
  if (known) return known[1][language];
  return language === 'de' ? `„${words.join(' ')}“` : `the ${words.join(' ')}`;
}

const parameterNames: readonly (readonly [string, Readonly<Record<Language, string>>])[] = [
  ['order', { en: 'your order number', de: 'Ihre Bestellnummer' }],
  ['amount', { en: 'the amount', de: 'den Betrag' }],
  ['email', { en: 'your email address', de: 'Ihre E-Mail-Adresse' }],
  ['postcode', { en: 'your postcode', de: 'Ihre Postleitzahl' }],
  ['article', { en: 'which article you mean', de: 'den Artikel' }],
  ['product', { en: 'which product you mean', de: 'das Produkt' }],
  ['size', { en: 'the size', de: 'die Größe' }],
  ['name', { en: 'your name', de: 'Ihren Namen' }],
  ['address', { en: 'your address', de: 'Ihre Adresse' }],
  ['phone', { en: 'your phone number', de: 'Ihre Telefonnummer' }],
  ['date', { en: 'the date', de: 'das Datum' }],
  ['reason', { en: 'the reason', de: 'den Grund' }],
];
