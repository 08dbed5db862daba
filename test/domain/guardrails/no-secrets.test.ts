import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { containsAny, findSecret } from '../../../src/domain/guardrails/no-secrets.ts';
import { hostileTexts, millisecondsOf, stallMsMax } from '../hostile-texts.ts';

/** Put together here, so that nobody's scanner takes them for real. */
const join = (...parts: string[]) => parts.join('');

const told: Readonly<Record<string, readonly string[]>> = {
  'api-key': [
    join('Use ', 'sk-', 'proj-abcDEF123456ghiJKL789mno for that.'),
    join('sk-', 'ant-api03-abcdefghij0123456789'),
    join('The id is AKIA', 'IOSFODNN7EXAMPLE.'),
    join('gh', 'p_abcdefghijklmnopqrstuvwxyz0123456789'),
    join('xo', 'xb-123456789012-abcdef'),
    join('sk', '_live_abcdefghijklmnop1234'),
    join('AIza', 'SyA1234567890abcdefghijklmnopqrstuv'),
  ],
  'private-key': [join('-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIE'), join('-----BEGIN ', 'PRIVATE KEY-----')],
  token: [
    join('It is eyJ', 'hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghij'),
    'Send Bearer abcdef0123456789abcdef0123',
    'Authorization: Basic dXNlcjpwYXNz',
  ],
  'connection-string': [
    'It runs on postgres://baton:s3cret@db.internal:5432/baton',
    'redis://:hunter22@cache:6379',
    'Server=db;User=sa;Password=hunter22;',
  ],
  credential: [
    'OPENAI_API_KEY=abcd1234',
    'My secret is 9f86d081884c7d659a2feaa0c55ad015',
    'The password is Zx9kQ2mVb7RtLp4WsYc8',
    'api key: dGhpcyBpcyBzZWNyZXQgMTI3==',
  ],
  'stack-trace': [
    'at runTool (/app/activities/run-tool.ts:41:13)',
    'at async Promise.all (file:///app/x.js:1:2)',
    'at file:///app/src/main.ts:10:5',
    'at node:internal/process/task_queues:95:5',
    'Traceback (most recent call last)',
    'at com.shop.Orders.find(Orders.java:42)',
    'It failed in run-effect.ts:12',
  ],
  'internal-error': [
    'connect ECONNREFUSED 127.0.0.1:5432',
    "TypeError: Cannot read properties of undefined (reading 'id')",
    'The tool said: duplicate key value violates unique constraint "orders_pkey"',
    'relation "orders" does not exist',
    'syntax error at or near "FROM"',
    'I ran SELECT * FROM orders for you',
    'It says Internal Server Error.',
    'java.lang.NullPointerException',
    'Request failed with status code 503',
    'Your order is [object Object].',
  ],
};

for (const [kind, texts] of Object.entries(told)) {
  test(`${kind} is found`, () => {
    for (const text of texts) assert.equal(findSecret(text), kind, text);
  });
}

test('what a good answer says is not withheld', () => {
  const answers = `
Your order A-1001 left our warehouse on 24.11.2026 and arrives tomorrow.
You can reset your password at https://shop.example/reset?token=9f86d081884c7d659a2feaa0c55ad015.
Please never share your password or your card's security code with anyone.
The tracking number is 00340434161094042557, tracking with DHL: https://www.dhl.de/track?id=JJD0099999999912345678
Use the code SUMMER10-2026-EXTRA at checkout.
Your token of appreciation: a voucher over 10 €.
The key to the locker is in the parcel.
Key facts: made of cotton, secret pocket inside.
I'm the demo stand-in; set OPENAI_API_KEY for a real model.
Whether DATABASE_URL is set, your administrator knows.
We open at 9:00 and close at 18:30.
The size M (EU 38-40) fits from 165 cm.
Your voucher is GIFT-7F3K-9Q2M-4XWZ.
Select the item from the list and update the address where needed.
I'm sorry, something went wrong with the payment. The error code on your screen was 4012.
The connection to the card's bank was refused; please try another card.
Contact us at support@shop.example or visit https://shop.example/help:returns.
Der Code steht unter Konto > Bestellungen. Das Passwort muss mindestens 12 Zeichen haben.
Il token di sconto arriva via email entro 24 ore.
The task-1234567890-skates are in stock, sk-8er boots too.
Bearer of this voucher gets 10 percent off.
Exception: sale items can't be returned.
The Berlin store is at Hauptstraße 5, open Mon-Sat 10:00-20:00.
Order id 5f2b7a1e-9c3d-4e8f-a1b2-c3d4e5f60718 was shipped.
`
    .trim()
    .split('\n');
  assert.deepEqual(
    answers.filter((text) => findSecret(text) !== undefined).map((text) => [text, findSecret(text)]),
    [],
  );
});

test('known values are found, spaced out too; short ones and empty ones are not looked for', () => {
  assert.ok(containsAny('It is correct horse battery', ['x', 'correct horse']));
  assert.ok(containsAny('It is h u n t e r 2 2 !', ['hunter22']));
  assert.ok(containsAny('hun\u200bter22', ['hunter22']));
  assert.ok(!containsAny('It is anything', ['', '   ', 'any', 'it is']));
  assert.ok(!containsAny('It is anything', []));
});

test('hostile input takes time in proportion to its length, and not much', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => typeof (findSecret(text) ?? '') === 'string'),
  );
  const words =
    'sk- eyJ at a://b: SELECT password Bearer a_key token= AAAA_BBBB [object File " UPDATE x.y at(x'.split(
      ' ',
    );
  for (const [name, text] of hostileTexts(words)) {
    const took = millisecondsOf(() => findSecret(text));
    assert.ok(took < stallMsMax, `${name}: ${took} ms`);
  }
});
