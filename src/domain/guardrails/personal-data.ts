export type DatumKind = 'email-address' | 'phone-number' | 'iban' | 'card-number';

/** Something in a text that belongs to one person, in one spelling: lower-case address, digits, compact IBAN. */
export interface PersonalDatum {
  readonly kind: DatumKind;
  readonly value: string;
}

/** Personal data in a text. What is masked (`a***@…`, `•••• 4242`) is none; neither are dates, prices and order numbers. */
export function personalDataIn(text: string): PersonalDatum[] {
  const plain = text.normalize('NFKC');
  return [...emailsIn(plain), ...ibansIn(plain), ...numbersIn(plain)];
}

function* emailsIn(text: string): Generator<PersonalDatum> {
  for (const [address] of text.matchAll(email)) yield { kind: 'email-address', value: address.toLowerCase() };
}

function* ibansIn(text: string): Generator<PersonalDatum> {
  for (const [run] of text.matchAll(iban)) {
    const compact = run.replace(/[ -]/g, '');
    const length = ibanLengths[compact.slice(0, 2)];
    if (length && compact.length >= length) yield { kind: 'iban', value: compact.slice(0, length) };
  }
}

function* numbersIn(text: string): Generator<PersonalDatum> {
  const outside = text.replace(iban, ' ');
  for (const { 0: run, index } of outside.matchAll(number)) {
    const digits = run.replace(/\D/g, '');
    const before = outside.slice(Math.max(0, index - 30), index);
    if (isCard(digits)) yield { kind: 'card-number', value: digits };
    else if (isPhone(run, digits, before)) yield { kind: 'phone-number', value: digits };
  }
}

function isPhone(run: string, digits: string, before: string): boolean {
  if (digits.length < 7 || digits.length > 15 || date.test(run)) return false;
  if (/^(?:\+|00[1-9])/.test(run)) return digits.length >= 8;
  if (/^\(?0[1-9]/.test(run) && digits.length >= 9) return true;
  return grouped.test(run.trim()) || called.test(before);
}

/** Luhn's check, over what begins like a payment card. */
function isCard(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19 || !/^[2-6]/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]) * (at % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

const email =
  /(?<![\p{L}\p{N}._+*•…-])[\p{L}\p{N}._+-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}\.){1,5}[\p{L}]{2,24}(?![\p{L}\p{N}*])/gu;
const iban = /(?<![A-Z0-9*])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}/g;
const number = /(?<![\p{L}\p{N}_+*•/=#-])(?:\+ ?|\(\+?)?\d(?:[ ()./\u00a0-]{0,3}\d){6,24}(?![\p{L}\p{N}*])/gu;

/** Days and times, which have as many digits. */
const date = /\d{1,2}[./-] ?\d{1,2}[./-] ?\d{4}|\d{4}[./-]\d{2}[./-]\d{2}|(?:19|20)\d\d ?- ?(?:19|20)\d\d/;
/** As North America and countries without a leading zero group their numbers. */
const grouped = /^\(?[2-9]\d{2}\)?[-. ]{1,2}\d{3}[-. ]\d{4}$|^[5-9]\d{2}[ .-]\d{3}[ .-]\d{3}$/;
/** Words after which digits are a phone number. */
const called =
  /(?:phone|call(?: (?:us|him|her|them|back))?(?: (?:at|on))?|mobile|cell|tel|whatsapp|fax|telefon\p{L}*|telefoon\p{L}*|handy\p{L}*|mobil\p{L}*|rufnummer|telephone|portable|movil|celular|cellulare|telemovel|komorka|cep)(?: ?(?:is|number|nr|no|nummer|numero|lautet|ist))?[\s.:]{0,4}$/iu;

/** Characters of an IBAN, by country. */
const ibanLengths: Readonly<Record<string, number>> = {
  ...{
    AD: 24,
    AE: 23,
    AT: 20,
    BE: 16,
    BG: 22,
    CH: 21,
    CY: 28,
    CZ: 24,
    DE: 22,
    DK: 18,
    EE: 20,
    ES: 24,
    FI: 18,
  },
  ...{
    FR: 27,
    GB: 22,
    GR: 27,
    HR: 21,
    HU: 28,
    IE: 22,
    IL: 23,
    IS: 26,
    IT: 27,
    LI: 21,
    LT: 20,
    LU: 20,
    LV: 21,
  },
  ...{
    MC: 27,
    MT: 31,
    NL: 18,
    NO: 15,
    PL: 28,
    PT: 25,
    RO: 24,
    RS: 22,
    SA: 24,
    SE: 24,
    SI: 19,
    SK: 24,
    SM: 27,
  },
  ...{ TR: 26, UA: 29 },
};
