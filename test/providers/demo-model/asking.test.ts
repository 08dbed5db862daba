import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../../src/providers/demo-model/decide.ts';
import type { DemoMessage } from '../../../src/providers/demo-model/demo-request.ts';
import { tool } from './shop-tools.ts';

const askAdvice = tool(
  'ask_advice',
  'Ask the agent advice; you stay with the customer and get its answer. It is for: Articles of the range: what the shop sells, sizes, stock, prices.',
  { question: { type: 'string' } },
);
const question = 'Do you have the rain jacket in M?';
const move = (messages: readonly DemoMessage[], system = 'You are Mika.') =>
  decide({ model: 'demo', messages: [{ role: 'system', content: system }, ...messages], tools: [askAdvice] });

const asks: DemoMessage[] = [{ role: 'user', content: question }];
const answered = (result: object): DemoMessage[] => [
  ...asks,
  {
    role: 'assistant',
    content: '',
    tool_calls: [
      {
        id: 'c1',
        type: 'function',
        function: { name: 'ask_advice', arguments: JSON.stringify({ question }) },
      },
    ],
  } as DemoMessage,
  { role: 'tool', tool_call_id: 'c1', content: JSON.stringify(result) } as DemoMessage,
];

test('what another agent is there for is asked of that agent, in the words of the customer', () => {
  const asked = move(asks);
  assert.deepEqual(asked, { kind: 'call', calls: [{ name: 'ask_advice', args: { question } }] });
});

test("the other agent's answer is said as it is; one that did not come is no answer", () => {
  const said = move(answered({ answer: 'Three are left in M.' }));
  assert.match(said.kind === 'say' ? said.text : '', /^Three are left in M\. \(I'm the demo/);
  const failed = move(answered({ error: 'The agent could not answer. Go on without it.' }));
  assert.match(failed.kind === 'say' ? failed.text : '', /couldn't be done/);
});

test('asked by another agent, it says nothing of itself', () => {
  const system =
    'You are Mika, as the agent advice.\n\nAnother agent, who speaks with the customer, asks you the question below.';
  const said = move([{ role: 'user', content: 'hello' }], system);
  assert.ok(said.kind === 'say' && !said.text.includes('demo stand-in'));
});
