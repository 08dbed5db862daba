import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../../src/providers/demo-model/decide.ts';
import type { DemoMessage } from '../../../src/providers/demo-model/demo-request.ts';
import { answer, called, requestOf, tool, user } from './shop-tools.ts';

function callsFor(...messages: DemoMessage[]) {
  const move = decide(requestOf(messages));
  return move.kind === 'call' ? move.calls.map(({ name, args }) => [name, args]) : move.text;
}

function saidTo(...messages: DemoMessage[]): string {
  const move = decide(requestOf(messages));
  return move.kind === 'say' ? move.text : assert.fail(`it called ${JSON.stringify(move.calls)}`);
}

const wishes: readonly (readonly [string, readonly (readonly [string, object])[]])[] = [
  ['Where is my parcel A-1001?', [['find_order', { orderId: 'A-1001' }]]],
  ['Wo ist meine Bestellung a-1001?', [['find_order', { orderId: 'A-1001' }]]],
  ['What about order #1001?', [['find_order', { orderId: '1001' }]]],
  ['Refund 20 € of A-1004, please', [['refund_order', { orderId: 'A-1004', amountCents: 2_000 }]]],
  ['Ich möchte 19,99 Euro für A-1004 zurück', [['refund_order', { orderId: 'A-1004', amountCents: 1_999 }]]],
  ['Bitte A-1002 stornieren', [['cancel_order', { orderId: 'A-1002' }]]],
  ['Do you have the rain jacket in M?', [['check_stock', { article: 'rain jacket', size: 'M' }]]],
  ['When can you deliver to 10115?', [['delivery_slots', { postcode: '10115' }]]],
  [
    'Where are A-1001 and A-1002?',
    [
      ['find_order', { orderId: 'A-1001' }],
      ['find_order', { orderId: 'A-1002' }],
    ],
  ],
  [
    'Where is A-1001? And please refund 10 € of A-1003.',
    [
      ['find_order', { orderId: 'A-1001' }],
      ['refund_order', { orderId: 'A-1003', amountCents: 1_000 }],
    ],
  ],
];
for (const [text, calls] of wishes)
  test(`"${text}" calls ${calls.map(([name]) => name).join(' and ')}`, () => {
    assert.deepEqual(callsFor(user(text)), calls);
  });

test('the same request is decided the same', () => {
  const request = requestOf([user('Where is A-1001?')]);
  assert.deepEqual(decide(request), decide(request));
});

test('what changes something is not done unless its verb is said', () => {
  assert.deepEqual(callsFor(user('My order A-1002 is late')), [['find_order', { orderId: 'A-1002' }]]);
});

test('what is missing is asked for, and the reply completes the wish', () => {
  const wish = user('I want my money back');
  assert.match(saidTo(wish), /your order number and the amount\?/);
  const told = [wish, answer('Your order number and the amount?'), user('A-1004')];
  assert.match(saidTo(...told), /the amount\?/);
  assert.deepEqual(callsFor(...told, answer('The amount?'), user('12')), [
    ['refund_order', { orderId: 'A-1004', amountCents: 1_200 }],
  ]);
});

test('"it" is the order that was spoken of, but an old amount is not the new one', () => {
  const before = [user('Refund 20 € of A-1004'), answer('Done.')];
  assert.deepEqual(callsFor(...before, user('Where is my order?')), [['find_order', { orderId: 'A-1004' }]]);
  assert.match(saidTo(...before, user('Refund it again')), /the amount\?/);
});

test('results are answered in sentences, without programs’ words', () => {
  const order = { id: 'A-1001', status: 'shipped', totalCents: 5_900, arrivesOn: '2026-11-24' };
  const text = saidTo(user('Where is A-1001?'), ...called('find_order', { found: true, order }));
  assert.match(text, /order A-1001 has been shipped and arrives on 24 November 2026\. Total 59\.00 €\./);
  assert.doesNotMatch(text, /[{}"]|Cents|arrivesOn/);
});

test('a German customer is answered in German', () => {
  const text = saidTo(user('Wo ist A-1001?'), ...called('find_order', { status: 'shipped' }));
  assert.match(text, /^Das habe ich gefunden: versandt\./);
});

test('results end the matter: nothing is asked again', () => {
  const text = saidTo(user('Where is A-1001?'), ...called('find_order', { found: false }));
  assert.match(text, /couldn't find anything/);
});

const outcomes: readonly (readonly [string, string | object, RegExp])[] = [
  ['waits', 'Awaiting decision: a colleague has to approve this call.', /has to agree/],
  ['waits, as JSON', { status: 'awaiting_decision' }, /has to agree/],
  [
    'was rejected',
    { outcome: 'rejected', reason: 'Too late for that' },
    /wasn't agreed to: Too late for that\./,
  ],
  ['was rejected, in words', 'Rejected by an operator. Reason: too late.', /wasn't agreed to: too late\./],
  ['was refused by the tool', 'Refused: there is no order A-1001.', /: there is no order A-1001\./],
  ['failed', { error: 'ECONNREFUSED 127.0.0.1:5432' }, /that couldn't be done/],
  ['failed, in words', 'The tool failed: stack trace at x.ts:1', /that couldn't be done/],
  [
    'was rejected, as a flag',
    { rejected: true, reason: 'Too late', note: 'Do not ask again.' },
    /agreed to: Too late\./,
  ],
  ['was decided against before', { error: 'A colleague has decided against this.' }, /wasn't agreed to\./],
  [
    'was done before, as a flag',
    { alreadyDone: true, result: { refundId: 'R-1' } },
    /done before.*: refund number R-1\./,
  ],
  ['was done', { refundId: 'R-1', amountCents: 500 }, /Done: refund number R-1, amount 5\.00 €/],
  ['was done before', { note: 'This was already done.', result: { refundId: 'R-1' } }, /done before.*R-1/],
];
for (const [what, result, expected] of outcomes)
  test(`a call that ${what} is told as such`, () => {
    const text = saidTo(user('Refund 5 € of A-1001'), ...called('refund_order', result));
    assert.match(text, expected);
    assert.doesNotMatch(text, /ECONN|stack|x\.ts/);
  });

test('a call that never ran is made again, once', () => {
  const skipped = called('find_order', { error: 'It was not run: the customer wrote again first.' });
  const asked = user('Where is A-1001?');
  assert.deepEqual(callsFor(asked, ...skipped), [['find_order', { orderId: 'A-1001' }]]);
  assert.match(saidTo(asked, ...skipped, ...called('find_order', { status: 'shipped' })), /found: shipped\./);
  assert.match(saidTo(asked, ...Array(9).fill(skipped).flat()), /couldn't be done/);
});

test('a decision that came after the answer is told without a new question', () => {
  const text = saidTo(
    user('Refund 500 € of A-1001'),
    ...called('refund_order', { outcome: 'rejected', reason: 'Too much' }),
    answer('A colleague has to agree.'),
  );
  assert.match(text, /Too much/);
});

test('after a handoff the new agent’s tools are used, and nobody is handed off twice', () => {
  const handoff = tool('handoff', 'Hand over to the agent for order questions.', {
    agent: { type: 'string', enum: ['order', 'desk'] },
  });
  const asked = user('Where is order A-1001?');
  const first = decide(requestOf([asked], [handoff]));
  assert.deepEqual(first, { kind: 'call', calls: [{ name: 'handoff', args: { agent: 'order' } }] });
  const after = [asked, ...called('handoff', 'You are now the order agent.')];
  assert.equal(callsFor(...after)[0]?.[0], 'find_order');
  assert.equal(decide(requestOf(after, [handoff])).kind, 'say');
});

test('a part that another agent has looked up is told, not looked into again, and not handed back', () => {
  const asked = [
    user('Where is A-1001?'),
    ...called(
      'find_order',
      { found: true, order: { id: 'A-1001', status: 'shipped' } },
      { orderId: 'A-1001' },
    ),
    ...called('hand_off_to_desk', { handedOff: { from: 'orders', to: 'desk' } }),
  ];
  const back = tool('hand_off_to_orders', 'Hand off to the agent orders. It is for: where an order is.', {});
  const search = tool('search_knowledge', 'Search the help pages.', { query: { type: 'string' } });
  const move = decide(requestOf(asked, [back, search]));
  assert.match(move.kind === 'say' ? move.text : '', /^Your order A-1001 has been shipped\. \(I'm the demo/);
});

test('what was looked up for a plan is told by whoever has the turn, and not passed on', () => {
  const asked = [
    user('Where is A-1001?'),
    ...called(
      'find_order',
      { found: true, order: { id: 'A-1001', status: 'shipped' } },
      { orderId: 'A-1001' },
    ),
  ];
  const onward = tool(
    'hand_off_to_orders',
    'Hand off to the agent orders. It is for: where an order is.',
    {},
  );
  const move = decide(requestOf(asked, [onward]));
  assert.match(move.kind === 'say' ? move.text : '', /^Your order A-1001 has been shipped/);
});

test('what the customer has to sign in for is neither done nor asked about', () => {
  const instructions =
    'The customer has not proved who they are as far as these need: my_orders, refund_order. If';
  for (const text of ['Refund 20 € of A-1004, please', 'I want my money back'])
    assert.match(saidTo({ role: 'system', content: instructions }, user(text)), /Please sign in/);
});

test('only the first answer says who is speaking', () => {
  assert.match(saidTo(user('Hello')), /set OPENAI_API_KEY for a real model/);
  assert.match(saidTo(user('Hallo, guten Tag')), /Demo-Ersatz/);
  assert.doesNotMatch(saidTo(user('Hello'), answer('Hello!'), user('Thanks')), /OPENAI_API_KEY/);
});

for (const text of ['Sing me a song', 'Sing mir ein Lied', '???', 'DROP TABLE orders'])
  test(`"${text}" is declined kindly`, () => {
    assert.match(
      saidTo(user(text)),
      /^I'm afraid I didn't|^That's beyond a |^Da muss ich passen|^I can't do that/,
    );
  });

test('it answers without tools, and without anybody asking', () => {
  assert.equal(decide(requestOf([user('Where is A-1001?')], [])).kind, 'say');
  assert.equal(decide(requestOf([{ role: 'system', content: 'Be kind.' }])).kind, 'say');
});
