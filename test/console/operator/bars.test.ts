import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Step } from '../../../src/console/operator/data/shapes.ts';
import { barsOf, inTree } from '../../../src/console/operator/trace/bars.ts';

const at = (ms: number) => new Date(1_000_000 + ms).toISOString();
const step = (id: string, startMs: number, endMs: number | null, parentId?: string): Step => ({
  id,
  kind: 'tool',
  component: 'find_order',
  startedAt: at(startMs),
  endedAt: endMs === null ? null : at(endMs),
  attempts: 1,
  outcome: 'done',
  ...(parentId !== undefined && { parentId }),
});

test('a bar lies where its step lay in the turn', () => {
  const bars = barsOf([step('a', 0, 100), step('b', 50, 100), step('c', 60, null)]);
  assert.deepEqual(bars.get('a'), { startPercent: 0, lengthPercent: 100, lengthMs: 100 });
  assert.deepEqual(bars.get('b'), { startPercent: 50, lengthPercent: 50, lengthMs: 50 });
  assert.equal(bars.get('c'), undefined);
});

test('a step of no length is still seen, within the track', () => {
  const bars = barsOf([step('a', 0, 100), step('b', 100, 100)]);
  const { startPercent = 0, lengthPercent = 0 } = bars.get('b') ?? {};
  assert.ok(lengthPercent > 0 && startPercent + lengthPercent <= 100);
  assert.equal(barsOf([]).size, 0);
  assert.equal(barsOf([step('alone', 5, 5)]).get('alone')?.lengthMs, 0);
});

test('parts stand below what they are part of; no step is lost or shown twice, whatever names whom', () => {
  const shown = inTree([
    step('b', 1, 2, 'a'),
    step('a', 0, 3),
    step('c', 1, 2, 'b'),
    step('d', 0, 1, 'gone'),
  ]);
  assert.deepEqual(
    shown.map(({ step: { id }, depth }) => `${depth}${id}`),
    ['0a', '1b', '2c', '0d'],
  );
  const ring = inTree([step('x', 0, 1, 'y'), step('y', 0, 1, 'x'), step('z', 0, 1, 'z')]);
  assert.deepEqual(ring.map(({ step: { id } }) => id).sort(), ['x', 'y', 'z']);
});
