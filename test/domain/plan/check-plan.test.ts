import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { checkPlan, type PlanComponent } from '../../../src/domain/plan/check-plan.ts';
import { select } from '../../../src/domain/plan/json-pointer.ts';
import type { Plan, Task } from '../../../src/domain/plan/plan.ts';
import { jsonSchemaOf } from '../../../src/registry/json-schema.ts';
import { pointersInto, schemaCases } from './support/schemas.ts';

const component = (name: string, input: z.ZodType, output: z.ZodType, more: Partial<PlanComponent> = {}) =>
  [name, { name, inputSchema: jsonSchemaOf(input), outputSchema: jsonSchemaOf(output), ...more }] as const;

const components = new Map<string, PlanComponent>([
  component(
    'find_order',
    z.object({ orderId: z.string() }),
    z.object({ id: z.string(), total: z.string(), items: z.array(z.object({ article: z.string() })) }),
  ),
  component(
    'refund_order',
    z.object({ orderId: z.string(), amountCents: z.int(), reason: z.enum(['late', 'broken']).optional() }),
    z.object({ refundId: z.string() }),
    { adapters: { amountCents: 'cents' } },
  ),
]);

const task = (name: string, part: Partial<Task> = {}): Task => ({
  name,
  purpose: 'Find the order',
  component: 'find_order',
  inputs: { orderId: { literal: 'A-1' } },
  after: [],
  ...part,
});
const refund = (amount: object, part: Partial<Task> = {}) =>
  task('refund', {
    component: 'refund_order',
    inputs: { orderId: { from: 'order', pointer: '/id' }, amountCents: amount as never },
    ...part,
  });
const check = (...tasks: Task[]) => checkPlan({ tasks, isOpen: false }, { components, done: new Map() });

test('a plan that fits has no problem', () => {
  assert.deepEqual(check(task('order'), refund({ from: 'order', pointer: '/total' })), []);
  assert.deepEqual(check(task('order'), refund({ literal: 500 }, { after: ['order'] })), []);
});

const wrong: [name: string, Task[], path: string, problem: RegExp][] = [
  ['nothing to do', [], '/tasks', /at least one/],
  ['too much', Array.from({ length: 17 }, (_, index) => task(`t${index}`)), '/tasks', /at most 16/],
  [
    'a component that is not there',
    [task('order', { component: 'fly' })],
    '/tasks/0/component',
    /there are find_order/,
  ],
  [
    'an input that is missing',
    [task('order', { inputs: {} })],
    '/tasks/0/inputs/orderId',
    /needs this input/,
  ],
  [
    'an input that nobody takes',
    [task('order', { inputs: { orderId: { literal: 'A' }, colour: { literal: 1 } } })],
    '/tasks/0/inputs/colour',
    /takes no such input/,
  ],
  [
    'a literal of another type',
    [task('order', { inputs: { orderId: { literal: 7 } } })],
    '/tasks/0/inputs/orderId',
    /expected string, found an integer/,
  ],
  [
    'a literal that is not on the list',
    [
      task('order'),
      refund(
        { literal: 1 },
        { inputs: { orderId: { literal: 'A' }, amountCents: { literal: 1 }, reason: { literal: 'mood' } } },
      ),
    ],
    '/tasks/1/inputs/reason',
    /expected string/,
  ],
  ['a task that is not there', [refund({ literal: 1 })], '/tasks/0/inputs/orderId', /no task order/],
  [
    'an output that has no such place',
    [task('order'), refund({ from: 'order', pointer: '/price' })],
    '/tasks/1/inputs/amountCents',
    /nothing at \/price/,
  ],
  [
    'a place below a text',
    [task('order'), refund({ from: 'order', pointer: '/total/0' })],
    '/tasks/1/inputs/amountCents',
    /ends at \/total/,
  ],
  [
    'an output of another type',
    [task('order'), refund({ from: 'order', pointer: '/items' })],
    '/tasks/1/inputs/amountCents',
    /gives array/,
  ],
  [
    'what is no pointer',
    [task('order'), refund({ from: 'order', pointer: 'total' })],
    '/tasks/1/inputs/amountCents',
    /no JSON Pointer/,
  ],
  [
    'its own output',
    [task('order', { inputs: { orderId: { from: 'order', pointer: '/id' } } })],
    '/tasks/0/inputs/orderId',
    /its own/,
  ],
  [
    'a task to come after that is not there',
    [task('order', { after: ['lunch'] })],
    '/tasks/0/after/0',
    /no task lunch/,
  ],
  ['two of one name', [task('order'), task('order')], '/tasks/1/name', /another task/],
  ['a name with spaces', [task('the order')], '/tasks/0/name', /letters/],
  ['no purpose', [task('order', { purpose: ' ' })], '/tasks/0/purpose', /sentence/],
  [
    'a circle',
    [task('a', { after: ['c'] }), task('b', { after: ['a'] }), task('c', { after: ['b'] })],
    '/tasks',
    /a → c → b → a/,
  ],
];
for (const [name, tasks, path, problem] of wrong)
  test(`it refuses ${name}`, () => {
    const found = check(...tasks);
    const match = found.find((each) => each.path === path);
    assert.ok(match, JSON.stringify(found));
    assert.match(match.problem, problem);
  });

test('an earlier plan may be gone on with', () => {
  const done = new Map([['order', components.get('find_order') as PlanComponent]]);
  const ground = { components, done };
  const plan = (...tasks: Task[]): Plan => ({ tasks, isOpen: false });
  assert.deepEqual(checkPlan(plan(refund({ from: 'order', pointer: '/total' })), ground), []);
  assert.equal(checkPlan(plan(task('order')), ground)[0]?.path, '/tasks/0/name');
  assert.match(
    checkPlan(plan(refund({ from: 'order', pointer: '/x' })), ground)[0]?.problem ?? '',
    /nothing at/,
  );
});

const edges = fc.array(fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 })), { maxLength: 14 });

test('it finds a circle exactly where no order of the tasks exists', () => {
  let circles = 0;
  fc.assert(
    fc.property(edges, (pairs) => {
      const tasks = Array.from({ length: 8 }, (_, index) =>
        task(`t${index}`, { after: pairs.filter(([to]) => to === index).map(([, from]) => `t${from}`) }),
      );
      const left = new Set(tasks);
      for (let size = -1; size !== left.size; ) {
        size = left.size;
        for (const each of left)
          if (each.after.every((name) => ![...left].some((other) => other.name === name))) left.delete(each);
      }
      const isCircular = check(...tasks).some(({ problem }) => problem.startsWith('these wait'));
      if (isCircular) circles += 1;
      assert.equal(isCircular, left.size > 0);
    }),
    { numRuns: 300 },
  );
  assert.ok(circles > 20);
});

test('it never refuses a reference that could arrive', () => {
  const cases = schemaCases.chain((given) =>
    given.value.chain((value) =>
      fc.record({
        given: fc.constant(given),
        value: fc.constant(value),
        wanted: schemaCases,
        pointer: pointersInto(value),
      }),
    ),
  );
  let refusals = 0;
  fc.assert(
    fc.property(cases, ({ given, value, wanted, pointer }) => {
      const ground = new Map<string, PlanComponent>([
        component('give', z.object({}), given.schema),
        component('take', z.object({ what: wanted.schema }), z.object({})),
      ]);
      const tasks = [
        task('give', { component: 'give', inputs: {} }),
        task('take', { component: 'take', inputs: { what: { from: 'give', pointer } } }),
      ];
      const problems = checkPlan({ tasks, isOpen: false }, { components: ground, done: new Map() });
      if (problems.length === 0) return;
      refusals += 1;
      const there = select(value, pointer);
      assert.ok(!there.ok || !wanted.schema.safeParse(there.value).success, problems[0]?.problem);
    }),
    { numRuns: 1_000 },
  );
  assert.ok(refusals > 50);
});
