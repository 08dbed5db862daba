import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { planMessages } from '../../../activities/plan/plan-request.ts';
import { planSchema, readPlan } from '../../../activities/plan/plan-shape.ts';
import { checkPlan } from '../../../src/domain/plan/check-plan.ts';
import { decide } from '../../../src/providers/demo-model/decide.ts';
import type { DemoMessage } from '../../../src/providers/demo-model/demo-request.ts';
import { understand } from '../../../src/providers/demo-model/structured/understand.ts';
import { loadAssistants } from '../../../src/registry/load-assistants.ts';

const { default: shop } = await loadAssistants(join(import.meta.dirname, '../../../assistants'), {});
const tools = (shop.agents.orders?.tools ?? []).flatMap((name) => shop.tools.get(name) ?? []);
const components = new Map(tools.map((each) => [each.name, each]));

/** The plan that it writes for an agent of the demo shop. */
function planned(text: string, known: readonly string[] = []) {
  const messages = [
    { role: 'system', content: 'You are Mika.\n\nToday is 2026-11-25.' },
    { role: 'user', content: text },
  ] as const;
  const move = decide({
    model: 'demo',
    messages: planMessages({ messages, tools, known }) as DemoMessage[],
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'plan', schema: { ...planSchema([...components.keys()]) } },
    },
  });
  assert.equal(move.kind, 'say');
  const read = readPlan(move.kind === 'say' ? move.text : '', components);
  assert.ok('plan' in read, 'what it writes is a plan');
  return read.plan;
}

const four = 'Where is A-1001? Where is A-1002? Do you have the rain jacket in M? Is the wool coat in stock?';

test('a question of several parts becomes a task for each, which can be carried out', () => {
  const plan = planned(four);
  assert.deepEqual(checkPlan(plan, { components, done: new Map() }), []);
  assert.deepEqual(
    plan.tasks.map(({ component }) => component),
    ['find_order', 'find_order', 'check_stock', 'check_stock'],
  );
  assert.deepEqual(plan.tasks[1]?.inputs.orderId, { literal: 'A-1002' });
  assert.equal(plan.tasks[2]?.purpose, 'Look up stock', 'not in the words of the customer');
});

test('it counts the parts, so that one or two are answered without a plan', () => {
  const partsOf = (text: string) => understand('- other: Anything', `Customer: ${text}`, ['other']).parts;
  assert.equal(partsOf(four), 4);
  assert.equal(partsOf('Where is A-1001?'), 1);
  assert.equal(partsOf('Hello'), 1);
});

test('one part is no plan, and what was tried is not planned again', () => {
  assert.deepEqual(planned('Where is A-1001?').tasks, []);
  assert.deepEqual(planned(four, ['- find_order_1 (find_order), failed: "no such order"']).tasks, []);
});

test('what the plan found is what it answers from', () => {
  const plan = planned(four);
  const calls = plan.tasks.map(({ component, inputs }, index) => ({
    id: `task_${index}`,
    function: {
      name: component,
      arguments: JSON.stringify(
        Object.fromEntries(
          Object.entries(inputs).map(([name, input]) => [name, 'literal' in input ? input.literal : null]),
        ),
      ),
    },
  }));
  const results = [
    { id: 'A-1001', status: 'shipped' },
    { refused: true, reason: 'There is no order A-1002.' },
    { article: 'rain jacket', size: 'M', pieces: 3 },
    { article: 'wool coat', pieces: 0 },
  ];
  const move = decide({
    model: 'demo',
    messages: [
      { role: 'system', content: 'You are Mika.\n\nToday is 2026-11-25.' },
      { role: 'user', content: four },
      { role: 'assistant', content: '', tool_calls: calls },
      ...results.map((result, index) => ({
        role: 'tool' as const,
        tool_call_id: `task_${index}`,
        content: JSON.stringify(result),
      })),
    ],
    tools: tools.map(({ name, description, inputSchema }) => ({
      type: 'function' as const,
      function: { name, description, parameters: inputSchema },
    })),
  });
  assert.equal(move.kind, 'say', 'nothing is asked for again');
  const text = move.kind === 'say' ? move.text : '';
  for (const part of [/A-1001/, /A-1002/, /rain jacket/i, /wool coat/i]) assert.match(text, part);
});
