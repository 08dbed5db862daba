import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Step } from '../../../src/console/operator/data/shapes.ts';
import { planLayout } from '../../../src/console/operator/trace/plan-layout.ts';
import { plansIn } from '../../../src/console/operator/trace/plans-in.ts';

const step = (id: string, kind: string, rest: Partial<Step>): Step => ({
  ...{ id, kind, component: 'x', startedAt: '', endedAt: null, attempts: 1, outcome: 'done' },
  ...rest,
});
const task = (name: string, inputs: object = {}, after: string[] = []) => ({
  ...{ name, purpose: `Do ${name}`, component: `tool_${name}`, inputs, after },
});
const from = (name: string, pointer = '/id') => ({ from: name, pointer });

/** Two at once, a third that reads both, a fourth that only waits. */
const tasks = [
  task('order', { orderId: { literal: 'A-1' } }),
  task('stock'),
  task('offer', { order: from('order', ''), size: from('stock', '/sizes/0') }, ['order']),
  task('write', {}, ['offer']),
];
const steps = [
  step('t:plan:0', 'plan', { detail: { tasks, isOpen: false, problems: [{}, {}] } }),
  step('t:0:0:task', 'task', {
    parentId: 't:plan:0',
    outcome: 'ready',
    detail: { name: 'order', purpose: '' },
  }),
  step('t:0:0', 'tool', { parentId: 't:0:0:task', outcome: 'done' }),
  step('t:0:1:task', 'task', {
    ...{ parentId: 't:plan:0', outcome: 'ready' },
    detail: { name: 'stock', purpose: '' },
  }),
  step('t:0:2:task', 'task', {
    ...{ parentId: 't:plan:0', outcome: 'failed' },
    detail: {
      ...{ name: 'offer', purpose: '' },
      inputs: [{ field: 'size', from: 'stock', pointer: '/sizes/0', adapter: 'text_to_number' }],
      failures: [
        { field: 'order', from: 'order', pointer: '', expected: 'text', found: 'an object', task: '' },
      ],
    },
  }),
  step('t:0:3:task', 'task', {
    ...{ parentId: 't:plan:0', outcome: 'blocked' },
    detail: { name: 'write', purpose: '', because: 'offer' },
  }),
];

test('a plan is told with what waited for what, what was handed over how, and what became of it', () => {
  const [plan, ...others] = plansIn(steps);
  assert.equal(others.length, 0);
  assert.equal(plan?.problems, 2);
  assert.deepEqual(
    plan?.tasks.map(({ name, state, level }) => [name, state, level]),
    [
      ['order', 'done', 0],
      ['stock', 'ready', 0],
      ['offer', 'failed', 1],
      ['write', 'blocked', 2],
    ],
  );
  assert.deepEqual(plan?.tasks[2]?.needs, [
    { field: 'order', from: 'order', pointer: '' },
    { field: 'size', from: 'stock', pointer: '/sizes/0', adapter: 'text_to_number' },
  ]);
  assert.equal(plan?.tasks[2]?.why, 'order: expected text from order, found an object');
  assert.deepEqual(plan?.tasks[3]?.needs, [{ from: 'offer' }]);
  assert.equal(plan?.tasks[3]?.why, 'it needs offer first');
});

test('what ran at once stands in one column, and nothing lies on another', () => {
  const [plan] = plansIn(steps);
  assert(plan);
  const { nodes, edges, width, height } = planLayout(plan);
  assert.equal(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size, nodes.length);
  assert.equal(nodes[0]?.x, nodes[1]?.x);
  assert.ok(nodes.every(({ x, y }) => x < width && y < height));
  assert.deepEqual(
    edges.map(({ from, to }) => `${from} ${to}`),
    ['order offer', 'stock offer', 'offer write'],
  );
});

test('a second plan says why, and may read what the first has found', () => {
  const again = step('t:plan:1', 'plan', {
    detail: { tasks: [task('book', { slot: from('slots') })], isOpen: false, because: 'a task has failed' },
  });
  const [, second] = plansIn([...steps, again]);
  assert.equal(second?.because, 'a task has failed');
  assert.deepEqual(second?.tasks[0]?.needs, [{ field: 'slot', from: 'slots', pointer: '/id' }]);
  assert.equal(second?.tasks[0]?.level, 0);
  assert.equal(second?.tasks[0]?.state, 'not begun');
  assert(second);
  assert.deepEqual(planLayout(second).edges, []);
});

test('what is no plan is left to the list of steps, and a ring ends', () => {
  assert.deepEqual(
    plansIn([step('a', 'plan', { detail: null }), step('b', 'plan', { detail: { tasks: 7 } })]),
    [],
  );
  const ring = [task('a', {}, ['b']), task('b', {}, ['a'])];
  const [plan] = plansIn([step('p', 'plan', { detail: { tasks: ring, isOpen: false } })]);
  assert.equal(plan?.tasks.length, 2);
});
