import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createForeignDataCheck, foreignData } from '../../../src/domain/guardrails/no-foreign-data.ts';
import { hostileTexts, millisecondsOf, stallMsMax } from '../hostile-texts.ts';

const known = `You are Mika. Our hotline is +49 (0)30 1234 5678, mail support@shop.de.
Customer: my number is 0170-1234567 and my mail Anna.Nowak@Mail.pl
Customer: or write to anna [at] nowak.pl
{"order":"A-1001","iban":"DE89370400440532013000","card":"4242 4242 4242 4242","phone":"+33612345678"}`;

const foreign: readonly [text: string, kind: string][] = [
  ['Write to bob@mail.pl.', 'email-address'],
  ['It went to nowak@mail.pl', 'email-address'],
  ['Her address is a.b+c@sub.firma.de, I think', 'email-address'],
  ['Call him at +49 171 7654321.', 'phone-number'],
  ['Seine Nummer: 0171/7654321', 'phone-number'],
  ['His phone is 5551234.', 'phone-number'],
  ['You reach her under (212) 555-0147', 'phone-number'],
  ['Son numéro est 01 23 45 67 89', 'phone-number'],
  ['Su móvil: 612 345 679', 'phone-number'],
  ['0049 171 7654321', 'phone-number'],
  ['Refunded to DE12 5001 0517 0648 4898 90.', 'iban'],
  ['Refunded to NL91ABNA0417164300', 'iban'],
  ['We charged 4111 1111 1111 1111.', 'card-number'],
  ['We charged 5555-5555-5555-4444.', 'card-number'],
  ['Amex 378282246310005', 'card-number'],
];

for (const [text, kind] of foreign) {
  test(`foreign: ${text}`, () => assert.deepEqual(foreignData(text, known), [kind]));
}

test('what the conversation knows may be said, however it is written', () => {
  const check = createForeignDataCheck(known);
  for (const text of [
    'I called +49 170 1234567.',
    'Your number is 0170 123 45 67, right?',
    'Your number is 0049 (0)170/1234567.',
    'Our hotline is 030 12345678 or +493012345678.',
    'We sent it to anna.nowak@mail.pl and ANNA@nowak.pl.',
    'Ask support@shop.de!',
    'We refund to DE89 3704 0044 0532 0130 00 BIC COBADEFF.',
    'It is paid by 4242-4242-4242-4242.',
    'Appelez le 06 12 34 56 78',
  ])
    assert.deepEqual(check(text), [], text);
});

test('what is masked, made up for examples, or no personal data is fine', () => {
  const check = createForeignDataCheck('');
  for (const text of [
    'We sent it to a***k@mail.pl and b•••@mail.pl.',
    'The card ending in 4242, **** **** **** 4242',
    'Your IBAN DE** **** **** 3000',
    'The phone +49 170 *** **67',
    'Write it like name@example.com',
    'Ordered on 01.02.2026, 10.00, arrives 2026-02-05 - 2026-02-07.',
    'We deliver 09.00 - 18.00 from 01.02.2026 10.00',
    'It costs 1.234.567,00 € or 0.99 - 10.99',
    'Tracking 00340434161094042557 and JJD0099999999912345678',
    'Order A-1001-2002-3003 and B-0170123456, item 12345678',
    'https://shop.de/t/01701234567?x=4111111111111111',
    'Number 4111 1111 1111 1112 has a wrong digit',
    'The years 2024 - 2026, sizes 36 38 40 42 44 46',
    'Tag us @shop on 3 channels',
    'DE12ABCDE is a model name',
  ])
    assert.deepEqual(check(text), [], text);
});

test('each kind is named once, and the data itself never', () => {
  assert.deepEqual(foreignData('a@b.de, c@d.de, +49 171 7654321', ''), ['email-address', 'phone-number']);
});

test('a number is known with any separators between its digits', () => {
  const separators = fc.array(fc.constantFrom('', ' ', '-', '/', '.', ' ('), {
    minLength: 10,
    maxLength: 10,
  });
  fc.assert(
    fc.property(separators, fc.constantFrom('0', '+49 ', '0049 '), (between, start) => {
      const written =
        start + [...'1701234567'].map((digit, at) => digit + (at < 9 ? between[at] : '')).join('');
      assert.deepEqual(foreignData(`Call ${written} now`, known), []);
      assert.deepEqual(foreignData('Call 0170 1234567 now', `mine is ${written} ok`), []);
    }),
  );
});

test('a sentence is checked quickly against much that is known, hostile or not', () => {
  const much = createForeignDataCheck(`${known}\n`.repeat(1_000).slice(0, 300_000));
  const prepared = millisecondsOf(() =>
    createForeignDataCheck(known.repeat(1_000).slice(0, 300_000))('x@y.de'),
  );
  assert.ok(prepared < stallMsMax, `${prepared} ms to prepare`);
  const took = millisecondsOf(() => much('Write to bob@mail.pl or call +49 171 7654321 soon.'));
  assert.ok(took < stallMsMax, `${took} ms`);
  const words = 'a@b a@ 0 01 +49 DE12 4242 (0) tel: call .a 1-1'.split(' ');
  for (const [name, text] of hostileTexts(words)) {
    const hostile = millisecondsOf(() => foreignData(text, ''));
    assert.ok(hostile < stallMsMax, `${name}: ${hostile} ms`);
  }
});
