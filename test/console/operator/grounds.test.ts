import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Step, TracedTurn } from '../../../src/console/operator/data/shapes.ts';
import { groundsOf } from '../../../src/console/operator/trace/grounds.ts';

const step = (id: string, kind: string, outcome: string, detail: unknown, parentId?: string): Step => ({
  ...{ id, kind, component: id, startedAt: '', endedAt: null, attempts: 1, outcome, detail },
  ...(parentId !== undefined && { parentId }),
});
const answering = (text: string) => step('model', 'model', 'answer', { answer: { text, calls: [] } });
const turnOf = (steps: Step[], outcome: string | null = 'answered'): TracedTurn => ({
  ...{ id: 't', trigger: 'message', messageSeqs: [1], intent: null, route: null, manifestHash: '' },
  ...{ outcome, steps, passages: [] },
});

test('each sentence is told with the passages that the model named for it, wherever the mark stands', () => {
  const text = 'Returns take 30 days [1]. They are free. [2][1]\nGift cards are not returned【3】. Bye!';
  assert.deepEqual(
    groundsOf(turnOf([answering(text)])).map(({ text: said, passages }) => [said, passages]),
    [
      ['Returns take 30 days.', [1]],
      ['They are free.', [2, 1]],
      ['Gift cards are not returned.', [3]],
      ['Bye!', []],
    ],
  );
});

test('a statement rests on the result that holds its numbers, not on one that does not', () => {
  const steps = [
    step('find_order', 'tool', 'done', { result: { id: 'A-1001', total: 12_950, status: 'sent' } }),
    step('stock', 'tool', 'done', { result: { size: 'M', left: 4 } }),
    answering('Your order A-1001 cost 129.50 euros. It is on its way. There are 4 left.'),
  ];
  assert.deepEqual(
    groundsOf(turnOf(steps)).map(({ tools }) => tools.map(({ id }) => id)),
    [['find_order'], [], []],
  );
});

test('what another agent was told, a turn without an answer and a step that was not kept have no grounds', () => {
  const asked = step('asked', 'model', 'answer', { answer: { text: 'inside [1].' } }, 'thread');
  assert.deepEqual(groundsOf(turnOf([asked])), []);
  assert.deepEqual(groundsOf(turnOf([answering('A word [1].')], 'interrupted')), []);
  assert.deepEqual(groundsOf(turnOf([step('model', 'model', 'answer', null)])), []);
});

test('hostile text takes no time', () => {
  const begun = performance.now();
  for (const piece of ['.)', '. ', '[1', '1.', '【1', ' '])
    groundsOf(turnOf([answering(piece.repeat(16_000 / piece.length))]));
  assert.ok(performance.now() - begun < 2_000);
});
