import assert from 'node:assert/strict';
import { test } from 'node:test';
import { understand } from '../../../src/providers/demo-model/structured/understand.ts';

const system = `Intents:
- order_status: Where an order is. For example: where is my parcel; wo ist mein paket
- cancelling: Cancelling an order. For example: cancel my order
- delivery: A delivery day and time. For example: when can you deliver to 10115; wann könnt ihr liefern
- appointment: A styling appointment in a store. For example: Termin zur Stilberatung; book an appointment
- small_talk: Greetings and thanks. For example: hello; danke
- other: Anything else.`;
const intents = ['order_status', 'cancelling', 'delivery', 'appointment', 'small_talk', 'other'];
const madeOut = (...lines: string[]) => understand(system, lines.join('\n'), intents);

test('a reply means what it was asked about, whatever it sounds like', () => {
  const asked = ['Customer: Wann könnt ihr nach 10115 liefern?', 'Assistant: Was davon passt Ihnen?'];
  assert.equal(madeOut(...asked, 'Customer: den zweiten Termin bitte').intent, 'delivery');
  assert.equal(madeOut('Customer: den zweiten Termin bitte').intent, 'appointment');
  assert.equal(madeOut(...asked, 'Customer: danke!').intent, 'small_talk');
});

test('a yes is about what we asked, though more was asked before', () => {
  const asked = [
    'Customer: where is my parcel, and cancel A-1005',
    'Assistant: Shall I cancel the order A-1005?',
  ];
  assert.equal(madeOut(...asked, 'Customer: yes').intent, 'cancelling');
});

test('what is clearly about something else is no riddle, and what says nothing is', () => {
  const joke = madeOut('Customer: tell me what the weather is like');
  assert.equal(joke.intent, 'other');
  assert.ok(joke.confidence > 0.5);
  assert.ok(madeOut('Customer: asdf qwer').confidence < 0.5);
});
