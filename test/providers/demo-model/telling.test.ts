import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callsOf, sayingOf } from './shop-agents.ts';
import { answer, called, user } from './shop-tools.ts';

/** As the database gives them back: a field's place says nothing. */
const order = {
  id: 'A-1002',
  items: [
    { size: 'S', pieces: 1, article: 'Rain jacket', priceCents: 12_900 },
    { size: 'S', pieces: 2, article: 'Cotton socks', priceCents: 1_490 },
  ],
  status: 'packing',
  arrivesOn: '2026-11-28',
  totalCents: 15_880,
};

test('what is in an order is named by its name, not by its size', () => {
  const talk = [user('where is A-1002'), ...called('find_order', { found: true, order })];
  const said = sayingOf('orders', talk);
  assert.match(said, /^Your order A-1002 is being packed and arrives on 28 November 2026\./);
  assert.match(
    said,
    /In it: Rain jacket \(S, 129\.00 €\); 2 × Cotton socks \(S, 14\.90 €\)\. Total 158\.80 €\./,
  );
});

test('what is there of each size comes smallest first, and many things come without it', () => {
  const match = (article: string) => ({ stock: { L: 0, M: 3, S: 1 }, article, priceCents: 12_900 });
  const few = called('check_stock', { matches: [match('Rain jacket')] });
  const asked = user('Do you have the rain jacket?');
  assert.match(sayingOf('advice', [asked, ...few]), /Rain jacket \(129\.00 €\): 1 in S, 3 in M, none in L\./);
  const articles = Array.from({ length: 7 }, (_, index) => match(`Article ${index}`));
  const many = sayingOf('advice', [user('what do you sell?'), ...called('find_articles', { articles })]);
  assert.match(many, /Article 6 \(129\.00 €\)/);
  assert.doesNotMatch(many, /in S/);
});

test('a greeting does not hide what is asked in the same breath, nor "where" what it asks after', () => {
  const question = user('hi, do you have jeans, where is your shop in berlin and can you cancel A-1002?');
  assert.deepEqual(callsOf('orders', [question]), [
    ['check_stock', { article: 'jeans' }],
    ['search_knowledge', { query: 'where is your shop in berlin' }],
    ['find_order', { orderId: 'A-1002' }],
  ]);
});

const wishes: readonly (readonly [string, readonly (readonly [string, object])[]])[] = [
  ['what do you sell', [['find_articles', {}]]],
  [
    'what trousers have you got under 80 euros',
    [['find_articles', { category: 'trousers', priceCentsMax: 8_000 }]],
  ],
  ['Habt ihr Mäntel unter 200 Euro?', [['check_stock', { article: 'coat' }]]],
  ['kann ich den Wollmantel in M noch bekommen?', [['check_stock', { article: 'wool coat', size: 'M' }]]],
  ['the rain jacket in S', [['check_stock', { article: 'rain jacket', size: 'S' }]]],
];
for (const [text, calls] of wishes)
  test(`"${text}" looks into the range`, () => assert.deepEqual(callsOf('advice', [user(text)]), calls));

test('"and in L?" asks for L, and "how much is it?" for the same thing', () => {
  const first = [user('Do you have the rain jacket in M?'), answer('Rain jacket (129.00 €): 3 in M.')];
  const inL = [['check_stock', { article: 'rain jacket', size: 'L' }]];
  assert.deepEqual(callsOf('advice', [...first, user('and in L?')]), inL);
  const second = [...first, user('and in L?'), answer('None in L.')];
  assert.deepEqual(callsOf('advice', [...second, user('how much is it?')]), inL);
});

test('who writes in another language learns which ones there are', () => {
  const found = called('find_order', { found: true, order }, { orderId: 'A-1002' });
  assert.match(
    sayingOf('orders', [user('Où est ma commande A-1002 ?'), ...found]),
    /English and German only/,
  );
});

const talk: readonly (readonly [string, RegExp])[] = [
  ['can you help me', /^What I can do: /],
  ['what can you do', /cancel an order, change an address, send an invoice/],
  ['yes', /^Gladly\. What exactly/],
  ['tell me a joke', /^That's beyond/],
  ['i dont have the order number', /sign in .{0,40}list your orders/],
  ['you idiots, my parcel is late again!!!', /^I'm sorry about the trouble\. .*your order number/],
];
for (const [text, expected] of talk)
  test(`"${text}" is met as people would`, () => assert.match(sayingOf('orders', [user(text)]), expected));
