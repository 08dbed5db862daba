import { dateIn, emailIn, idsIn, numbersIn } from '../words/find-values.ts';
import { wordsIn } from '../words/words.ts';
import { firstIn, type Slot } from './slot.ts';
import { subjectOf } from './subject.ts';

/** A string parameter's value. Its last word tells what it wants: `orderId`, `reason`. */
export function fillString({ name, schema, texts, tool, isRequired }: Slot): string | undefined {
  const kind = wordsIn(name).at(-1)?.toLowerCase() ?? '';
  const everything = [...texts.asked, ...texts.before];
  if (schema.pattern) return firstIn(everything, (text) => matching(text, schema.pattern ?? ''));
  if (kind === 'email' || schema.format === 'email') return firstIn(everything, emailIn);
  if (kind === 'date' || schema.format === 'date') return firstIn(texts.asked, dateIn);
  if (idKinds.has(kind)) return firstIn(everything, (text) => idsIn(text)[0] ?? numbersIn(text).find(isLong));
  if (postcodeKinds.has(kind)) return firstIn(everything, (text) => numbersIn(text).find(isLong));
  // Words are easily misread, so nothing is made of them that the tool doesn't need.
  if (!isRequired || personalKinds.has(kind)) return undefined;
  const text = texts.asked[0] ?? '';
  const words = talkKinds.has(kind) ? text : subjectOf(text, tool);
  if (!words || words.length < (schema.minLength ?? 1)) return undefined;
  return words.slice(0, Math.min(schema.maxLength ?? wordsMax, wordsMax));
}

const kinds = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const idKinds = kinds('id number no nr nummer code reference ref key tracking');
const postcodeKinds = kinds('postcode postal zip plz zipcode');
/** Only a person knows these of themselves. */
const personalKinds = kinds('phone name address street city country password');
/** What the customer said, as it is. */
const talkKinds = kinds(
  'reason query question message text note comment description summary topic search subject details problem',
);
const wordsMax = 500;

const isLong = (number: string) => number.length >= 4;

/** The first number-like piece in the tool's own form. The pattern is the author's; pieces are short all the same. */
function matching(text: string, pattern: string): string | undefined {
  try {
    const form = new RegExp(pattern, 'u');
    return (text.match(/[\p{L}\p{N}@#._-]{1,64}/gu) ?? [])
      .slice(0, piecesMax)
      .map((piece) => piece.replace(/[._-]+$/, ''))
      .find((piece) => /\d|@/.test(piece) && form.test(piece));
  } catch {
    return undefined;
  }
}

const piecesMax = 200;
