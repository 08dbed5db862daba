import { type DatumKind, personalDataIn } from './personal-data.ts';

/** The kinds of personal data in a text that nothing known to the conversation holds. It never repeats the data. */
export type ForeignDataCheck = (text: string) => readonly DatumKind[];

/**
 * Checks sentences against everything that a conversation may rightly know: instructions, transcript, passages and
 * tool results, joined. The known text is prepared once, and only when a sentence holds personal data at all.
 */
export function createForeignDataCheck(known: string): ForeignDataCheck {
  let prepared: Known | undefined;
  return (text) => {
    const foreign = new Set<DatumKind>();
    for (const { kind, value } of personalDataIn(text)) {
      prepared ??= prepare(known);
      if (!isKnown[kind](value, prepared)) foreign.add(kind);
    }
    return [...foreign];
  };
}

/** The same for a single text. */
export const foreignData = (text: string, known: string): readonly DatumKind[] =>
  createForeignDataCheck(known)(text);

interface Known {
  readonly emails: ReadonlySet<string>;
  /** Letters and digits alone, in upper case: however a number is grouped, it reads the same. */
  readonly compact: string;
}

function prepare(known: string): Known {
  const spelt = known
    .replace(/\s?[[(](?:at|ät)[\])]\s?/gi, '@')
    .replace(/\s?[[(](?:dot|punkt)[\])]\s?/gi, '.');
  const emails = personalDataIn(spelt).flatMap(({ kind, value }) =>
    kind === 'email-address' ? [value] : [],
  );
  const compact = known
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toUpperCase();
  return { emails: new Set(emails), compact };
}

const isKnown = {
  'email-address': (value, { emails }) => emails.has(value) || madeUpDomain.test(value),
  'phone-number': (value, { compact }) => phoneForms(value).some((form) => compact.includes(form)),
  iban: (value, { compact }) => compact.includes(value),
  'card-number': (value, { compact }) => compact.includes(value),
} as const satisfies Record<DatumKind, (value: string, known: Known) => boolean>;

/** Kept for examples by RFC 2606: nobody's address. */
const madeUpDomain = /[@.]example(?:\.(?:com|org|net))?$|\.(?:test|invalid)$/;

/** With and without what says the country: 491701234567 is 0170 1234567. */
function phoneForms(digits: string): string[] {
  const national = digits.replace(/^0+/, '');
  return [0, 1, 2, 3]
    .map((codeDigits) => national.slice(codeDigits).replace(/^0/, ''))
    .filter((form, codeDigits) => codeDigits === 0 || form.length >= phoneDigitsMin);
}

/** Fewer digits, without the country's, would be found in anything. */
const phoneDigitsMin = 8;
