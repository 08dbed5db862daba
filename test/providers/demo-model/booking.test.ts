import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callsOf, sayingOf } from './shop-agents.ts';
import { answer, called, user } from './shop-tools.ts';

const times = (day: string, ...hours: string[]) => hours.map((time) => ({ day, time }));
const saturday = { times: times('2026-11-28', '11:00', '14:00') };

test('who wants an appointment is shown the free times and asked for the rest', () => {
  const wish = user('need a styling appointment in berlin on saturday');
  const look = [['appointment_times', { store: 'Berlin', day: '2026-11-28' }]];
  assert.deepEqual(callsOf('desk', [wish]), look);
  const said = sayingOf('desk', [wish, ...called('appointment_times', saturday, { store: 'Berlin' })]);
  assert.match(said, /Saturday,? 28 November 2026: 11:00, 14:00\./);
  assert.match(said, /Which of these would you like, and could you tell me your name\?/);

  const talk = [wish, answer(said)];
  const booked = (name: string) => [
    ['book_appointment', { store: 'Berlin', day: '2026-11-28', time: '14:00', kind: 'styling', name }],
  ];
  assert.deepEqual(callsOf('desk', [...talk, user('at 2pm, my name is Jane Doe')]), booked('Jane Doe'));
  assert.deepEqual(callsOf('desk', [...talk, user('the second one, Jane')]), booked('Jane'));
  assert.match(sayingOf('desk', [...talk, user('14:00')]), /your name\?/);
});

test('without a store, the store comes first', () => {
  const wish = user('Ich möchte einen Termin');
  const asks = sayingOf('desk', [wish]);
  assert.match(asks, /den Laden \(Berlin, Hamburg oder Wien\)\?/);
  const look = [['appointment_times', { store: 'Vienna' }]];
  assert.deepEqual(callsOf('desk', [wish, answer(asks), user('Wien')]), look);
});

test('of delivery windows one is chosen by its place in the list', () => {
  const wish = user('Wann könnt ihr A-1002 liefern? Ich wohne in 10115 Berlin');
  assert.deepEqual(callsOf('orders', [wish]), [['delivery_slots', { postcode: '10115' }]]);
  const slots = [
    { day: '2026-11-27', from: '14:00', to: '18:00' },
    { day: '2026-11-28', from: '14:00', to: '18:00' },
  ];
  const said = sayingOf('orders', [wish, ...called('delivery_slots', { slots }, { postcode: '10115' })]);
  assert.match(said, /Freitag, 27\. November 2026, 14:00 bis 18:00; Samstag, 28\./);
  const talk = [wish, answer(said)];
  const booked = (day: string) => [['book_delivery_slot', { orderId: 'A-1002', day, from: '14:00' }]];
  assert.deepEqual(callsOf('orders', [...talk, user('den zweiten Termin bitte')]), booked('2026-11-28'));
  assert.deepEqual(callsOf('orders', [...talk, user('Freitag')]), booked('2026-11-27'));
});

test('what is missing for the list is asked, then the list is shown', () => {
  const wish = user("I'd like a delivery slot for A-1002");
  const asks = sayingOf('orders', [wish]);
  assert.match(asks, /your postcode\?/);
  const look = [['delivery_slots', { postcode: '10115' }]];
  assert.deepEqual(callsOf('orders', [wish, answer(asks), user('10115')]), look);
});
