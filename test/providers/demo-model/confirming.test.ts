import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callsOf, sayingOf } from './shop-agents.ts';
import { answer, called, user } from './shop-tools.ts';

const order = (status: string, id = 'A-1005') => ({ found: true, order: { id, status } });
const asked = (wish: string) => [
  user(wish),
  ...called('find_order', order('packing'), { orderId: 'A-1005' }),
];
const question = answer("This can't be undone. Shall I cancel the order A-1005?");

for (const wish of ['cancel my order A-1005', 'Bitte A-1005 stornieren', 'Can I still cancel A-1005?']) {
  test(`"${wish}" looks the order up and asks, and cancels nothing`, () => {
    assert.deepEqual(callsOf('orders', [user(wish)]), [['find_order', { orderId: 'A-1005' }]]);
    assert.match(sayingOf('orders', asked(wish)), /(?:Shall I cancel|Soll ich) [\w ]{3,15} A-1005/);
  });
}

for (const yes of ['yes', 'Yes, please!', 'ok do it', 'ja', 'ja bitte', 'mach das']) {
  test(`then "${yes}" cancels it`, () => {
    const talk = [...asked('cancel my order A-1005'), question, user(yes)];
    assert.deepEqual(callsOf('orders', talk), [['cancel_order', { orderId: 'A-1005' }]]);
  });
}

for (const no of ['no', 'nein, doch nicht', 'yes, but only the socks', 'ok, cancel A-1002 instead', 'hm']) {
  test(`then "${no}" does not`, () => {
    const talk = [...asked('cancel my order A-1005'), question, user(no)];
    assert.ok(callsOf('orders', talk).every(([name]) => name !== 'cancel_order'));
  });
}

test('a yes to another question, or to none, cancels nothing', () => {
  const wish = asked('cancel my order A-1005');
  for (const last of ['Which size would you like?', 'All right.', 'Shall I cancel the order A-1002?'])
    assert.deepEqual(callsOf('orders', [...wish, answer(last), user('yes')]), []);
});

test('what can no longer be cancelled, or is not there, is not asked about', () => {
  const look = (result: object) => [
    user('cancel A-1005'),
    ...called('find_order', result, { orderId: 'A-1005' }),
  ];
  assert.match(sayingOf('orders', look(order('shipped'))), /only while it is still being packed/);
  for (const result of [order('cancelled'), order('shipped'), { found: false }])
    assert.doesNotMatch(sayingOf('orders', look(result)), /Shall I/);
});

test('a new address is repeated before it is taken', () => {
  const wish = 'Please send A-1006 to my new address: Lindenstr. 12, 10115 Berlin';
  const look = called('find_order', order('packing', 'A-1006'), { orderId: 'A-1006' });
  const question = sayingOf('orders', [user(wish), ...look]);
  assert.match(question, /Shall I change the address: A-1006, Lindenstr\. 12, 10115 Berlin\?/);
  const talk = [user(wish), answer(question), user('yes')];
  assert.deepEqual(callsOf('orders', talk), [
    ['change_address', { orderId: 'A-1006', street: 'Lindenstr. 12', postcode: '10115', city: 'Berlin' }],
  ]);
});
