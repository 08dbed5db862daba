import { conceptsOf, conceptsOfWord } from '../words/concepts.ts';
import { aboutIn, addressIn, bareNameIn, eventTypeIn, nameIn, phoneIn } from '../words/find-details.ts';
import { emailIn, idsIn, numbersIn } from '../words/find-values.ts';
import { wordsIn } from '../words/words.ts';
import { chosenDay, chosenTime } from './offers.ts';
import { firstIn, type Slot } from './slot.ts';
import { subjectOf } from './subject.ts';

/** A string parameter's value. Its last word tells what it wants: `orderId`, `reason`. */
export function fillString(slot: Slot): string | undefined {
  const value = find(slot);
  if (value === undefined || value.length < (slot.schema.minLength ?? 1)) return undefined;
  return value.slice(0, Math.min(slot.schema.maxLength ?? wordsMax, wordsMax));
}

function find({ name, schema, texts, tool, isRequired }: Slot): string | undefined {
  const words = wordsIn(name).map((word) => word.toLowerCase());
  const kind = words.at(-1) ?? '';
  const everything = [...texts.asked, ...texts.before];
  if (kind === 'email' || schema.format === 'email') return firstIn(everything, emailIn);
  if (dayKinds.has(kind) || schema.format === 'date') return chosenDay(texts);
  if (timeKinds.has(kind) || schema.format === 'time')
    return chosenTime(texts, /^(?:to|until|end|till)$/.test(kind) ? 'to' : 'from');
  if (kind === 'event' || kind === 'type') return firstIn(texts.asked, eventTypeIn);
  if (postcodeKinds.has(kind))
    return firstIn(everything, (text) => addressIn(text)?.postcode ?? numbersIn(text).find(isLong));
  if (schema.pattern) return firstIn(everything, (text) => matching(text, schema.pattern ?? ''));
  if (idKinds.has(kind)) {
    // The number of an order is no number of a slot.
    if (words.length > 1 && !words.some((word) => orderWords.has(word))) return undefined;
    return firstIn(everything, (text) => idsIn(text)[0] ?? numbersIn(text).find(isLong));
  }
  if (addressKinds[kind])
    return firstIn(texts.asked, (text) => addressIn(text)?.[addressKinds[kind] ?? 'whole']);
  if (kind === 'phone') return firstIn(everything, phoneIn);
  if (kind === 'name' && (words.length === 1 || words.includes('customer')))
    return (
      firstIn(everything, nameIn) ??
      (asksName.test(texts.lastAnswer ?? '') ? bareNameIn(texts.asked[0] ?? '') : undefined)
    );
  // Words are easily misread, so nothing is made of them that the tool doesn't need.
  if (kind === 'category') return firstIn(texts.asked, (text) => listedIn(tool.description, text));
  if (!isRequired || kind === 'password') return undefined;
  if (kind === 'about') return aboutIn(texts.asked[0] ?? '');
  return talkKinds.has(kind) ? texts.asked[0]?.trim() : subjectOf(texts, tool);
}

const kinds = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const idKinds = kinds('id number no nr nummer code reference ref key tracking order');
const orderWords = kinds('order parcel purchase tracking shipment');
const postcodeKinds = kinds('postcode postal zip plz zipcode');
const dayKinds = kinds('date day on');
const timeKinds = kinds('time from to start end until hour at');
const addressKinds: Readonly<Record<string, 'whole' | 'street' | 'city' | 'country'>> = {
  address: 'whole',
  street: 'street',
  line: 'street',
  city: 'city',
  town: 'city',
  country: 'country',
};
/** What the customer said, as it is. */
const talkKinds = kinds(
  'reason query question message text note comment description summary topic search details problem subject',
);
const wordsMax = 500;

const asksName = /\b(?:your name|Ihren Namen)\b/;

/** Which of the values that a description lists, as in `by category (shirts, knitwear)`, a text speaks of. */
function listedIn(description: string, text: string): string | undefined {
  const spoken = conceptsOf(text);
  const lists = [...description.slice(0, descriptionMax).matchAll(/\(([^()]{3,200})\)/g)];
  return lists
    .flatMap(([, list = '']) => list.split(/,\s*|\s+(?:and|or)\s+/))
    .find((value) => conceptsOfWord(value).some((concept) => spoken.has(concept)));
}

const descriptionMax = 600;

const isLong = (number: string) => number.length >= 4;

/** The first number-like piece in the tool's own form. The pattern is the author's; pieces are short all the same. */
function matching(text: string, pattern: string): string | undefined {
  try {
    if (pattern.length > patternMax) return undefined;
    const form = new RegExp(pattern, 'u');
    return (text.match(/[\p{L}\p{N}@#._:-]{1,64}/gu) ?? [])
      .slice(0, piecesMax)
      .map((piece) => piece.replace(/[._:-]+$/, ''))
      .find((piece) => /\d|@/.test(piece) && (form.test(piece) || form.test(piece.toUpperCase())));
  } catch {
    return undefined;
  }
}

const piecesMax = 200;
const patternMax = 500;
