import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startedResult, underWayResult } from '../../../src/domain/callback.ts';
import type { DemoMessage } from '../../../src/providers/demo-model/demo-request.ts';
import { callsOf, sayingOf } from './shop-agents.ts';

const said = (content: string) => [{ role: 'user', content } as DemoMessage];
const inquiry = ['start_parcel_inquiry', { orderId: 'A-1003' }];

for (const wish of [
  'Please search for my missing parcel A-1003',
  'please look for my lost parcel A-1003',
  'start a search for parcel A-1003',
  'Bitte lassen Sie nach meinem Paket A-1003 suchen',
])
  test(`has the carrier search: ${wish}`, () => assert.deepEqual(callsOf('orders', said(wish)), [inquiry]));

for (const other of ['Where is my parcel A-1003?', 'Wo ist mein Paket A-1003?', 'Find my order A-1003'])
  test(`only looks it up: ${other}`, () =>
    assert.deepEqual(callsOf('orders', said(other)), [['find_order', { orderId: 'A-1003' }]]));

test('has nobody searched for what somebody would like to wear', () => {
  for (const wish of ['I am looking for a rain jacket in M', 'Ich suche eine Regenjacke in M'])
    assert.ok(!callsOf('orders', said(wish)).some(([name]) => name === 'start_parcel_inquiry'), wish);
});

const asked = (result: object): DemoMessage[] => [
  ...said('Please search for my missing parcel A-1003'),
  {
    role: 'assistant',
    content: '',
    tool_calls: [
      {
        id: 'c1',
        type: 'function',
        function: { name: 'start_parcel_inquiry', arguments: '{"orderId":"A-1003"}' },
      },
    ],
  } as DemoMessage,
  { role: 'tool', tool_call_id: 'c1', content: JSON.stringify(result) } as DemoMessage,
];

test('says that work has begun, and once it has ended, how', () => {
  for (const result of [startedResult, underWayResult])
    assert.match(sayingOf('orders', asked(result)), /^I have set this going\. .*I'll write here/);
  const told = (type: string, data: object) =>
    sayingOf('orders', [
      ...asked(startedResult),
      { role: 'assistant', content: 'I have set this going.' } as DemoMessage,
      {
        role: 'system',
        content: `What happened: ${type}\n${JSON.stringify(data)}\n\nThe customer has not written anything new.`,
      } as DemoMessage,
    ]);
  const result = { orderId: 'A-1003', status: 'found', arrivesOn: '2026-11-30' };
  assert.equal(
    told('tool.completed', { tool: 'start_parcel_inquiry', asked: {}, result }),
    'Your order A-1003 has been found and arrives on 30 November 2026.',
  );
  assert.equal(
    told('tool.failed', { tool: 'start_parcel_inquiry', failed: true, reason: 'The carrier is on strike.' }),
    'That could not be done: The carrier is on strike.',
  );
  assert.match(told('tool.overdue', { tool: 'start_parcel_inquiry' }), /hasn't come to an end in time/);
});
