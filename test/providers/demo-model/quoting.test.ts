import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callsOf, sayingOf } from './shop-agents.ts';
import { answer, called, user } from './shop-tools.ts';

const costs = [
  'Shipping › Costs by country',
  'Country | Cost | Takes\nGermany | 4.90 € | 2–3 working days\nAustria | 6.90 € | 3–4 working days',
] as const;
const where = [
  "Shipping › Where we don't deliver · Customs",
  "Where we don't deliver\nWe don't ship to the United Kingdom.\n\nCustoms\nWithin the EU there are none.",
] as const;
const care = ['Care › Wool', 'Use the wool programme at 30 °C.'] as const;
const paying = ['Payment › How you can pay', 'You can pay with PayPal and by card.'] as const;

test('a country is no reason to ask for a postcode: what is written about it is quoted, without its heading', () => {
  const said = sayingOf('orders', [user('do u ship to the united kingdom')], [where, costs]);
  assert.match(said, /^We don't ship to the United Kingdom \[1\]\./);
});

test('of a table the row that is asked for is told', () => {
  const said = sayingOf('orders', [user('how much is shipping to austria?')], [costs, where]);
  assert.match(said, /^Austria: cost 6\.90 €, takes 3–4 working days \[1\]\./);
  assert.doesNotMatch(said, /Germany/);
});

test('what goes on from there keeps the country', () => {
  const talk = [user('how much is shipping to austria?'), answer('Austria: cost 6.90 €.')];
  const query = { query: 'and how long does it take Austria: cost 6.90 €.' };
  const asked = [...talk, user('and how long does it take')];
  assert.deepEqual(callsOf('desk', asked, [care]), [['search_knowledge', query]]);
  const passages = [{ n: 2, title: costs[0], text: costs[1] }];
  const said = sayingOf('desk', [...asked, ...called('search_knowledge', { passages }, query)], [care]);
  assert.match(said, /Austria: cost 6\.90 €, takes 3–4 working days \[2\]\./);
});

test('a passage that speaks of something like it is looked past, and then nothing is made up', () => {
  const question = user('can I pay with bitcoin?');
  const call = ['search_knowledge', { query: 'can I pay with bitcoin?' }];
  assert.deepEqual(callsOf('desk', [question], [care, paying]), [call]);
  const nothing = called('search_knowledge', { passages: [] }, { query: 'can I pay with bitcoin?' });
  assert.match(sayingOf('desk', [question, ...nothing], [care]), /^I don't know that, and I won't guess/);
});

test('each part of a question is searched for by itself, at once with the other look-ups', () => {
  const question = user('Can I pay with PayPal, where is A-1001, and do you repair zips?');
  assert.deepEqual(
    callsOf('orders', [question], [care]).map(([name]) => name),
    ['search_knowledge', 'find_order', 'search_knowledge'],
  );
});

test('a part that nothing answers is named', () => {
  const parts = ['do you repair umbrellas?', 'Can I pay with PayPal'];
  const found = [`${parts[1]}?`, `And ${parts[0]}`].flatMap((query) =>
    called('search_knowledge', { passages: [] }, { query }),
  );
  const said = sayingOf('desk', [user(`${parts[1]}? And ${parts[0]}`), ...found], [paying]);
  assert.match(said, /PayPal and by card \[1\]/);
  assert.match(said, /I found nothing that answers your question/);
});
