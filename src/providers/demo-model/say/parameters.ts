import { z } from 'zod';
import type { DemoTool } from '../demo-request.ts';
import type { Language } from '../words/language.ts';
import { wordsIn } from '../words/words.ts';
import { germanWord } from './data-labels.ts';
import { phrases } from './phrases.ts';

/** A missing parameter as one asks for it, with what there is to choose from. */
export function parameterInWords(name: string, tool: DemoTool | undefined, language: Language): string {
  const words = wordsIn(name).map((word) => word.toLowerCase());
  const known = parameterNames.find(([word]) => words.includes(word));
  const asked =
    known?.[1][language] ?? (language === 'de' ? `„${words.join(' ')}“` : `the ${words.join(' ')}`);
  const choices = choicesOf(name, tool).map((choice) =>
    language === 'de' ? (germanWord(choice) ?? choice) : choice,
  );
  if (choices.length < 2) return asked;
  const last = choices.at(-1);
  return `${asked} (${choices.slice(0, -1).join(', ')}${phrases[language].or}${last})`;
}

const shape = z.looseObject({
  properties: z.record(
    z.string(),
    z
      .looseObject({ enum: z.array(z.string().max(40)).max(12) })
      .optional()
      .catch(undefined),
  ),
});

const choicesOf = (name: string, tool: DemoTool | undefined): readonly string[] => {
  const values = shape.safeParse(tool?.parameters).data?.properties[name]?.enum ?? [];
  return values.map((value) => value.replaceAll('_', ' '));
};

const parameterNames: readonly (readonly [string, Readonly<Record<Language, string>>])[] = [
  ['order', { en: 'your order number', de: 'Ihre Bestellnummer' }],
  ['amount', { en: 'the amount', de: 'den Betrag' }],
  ['email', { en: 'your email address', de: 'Ihre E-Mail-Adresse' }],
  ['postcode', { en: 'your postcode', de: 'Ihre Postleitzahl' }],
  ['article', { en: 'which article you mean', de: 'den Artikel' }],
  ['product', { en: 'which product you mean', de: 'das Produkt' }],
  ['size', { en: 'the size', de: 'die Größe' }],
  ['street', { en: 'street and number', de: 'Straße und Hausnummer' }],
  ['city', { en: 'the town', de: 'den Ort' }],
  ['country', { en: 'the country', de: 'das Land' }],
  ['slot', { en: 'which time slot you would like', de: 'welches Zeitfenster Sie möchten' }],
  ['day', { en: 'the day', de: 'den Tag' }],
  ['time', { en: 'the time', de: 'die Uhrzeit' }],
  ['from', { en: 'the time', de: 'die Uhrzeit' }],
  ['kind', { en: 'what it is for', de: 'worum es gehen soll' }],
  ['service', { en: 'what it is for', de: 'worum es gehen soll' }],
  ['store', { en: 'which store', de: 'den Laden' }],
  ['name', { en: 'your name', de: 'Ihren Namen' }],
  ['address', { en: 'your address', de: 'Ihre Adresse' }],
  ['phone', { en: 'your phone number', de: 'Ihre Telefonnummer' }],
  ['date', { en: 'the date', de: 'das Datum' }],
  ['reason', { en: 'the reason', de: 'den Grund' }],
  ['after', { en: 'when', de: 'wann' }],
];
