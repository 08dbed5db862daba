import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuse } from '../../src/knowledge/search/fuse.ts';

const list = (ids: string, configuration = 'english') =>
  [...ids].map((id, index) => ({ id, configuration, score: 100 - index }));
const order = (fused: readonly { id: string }[]) => fused.map(({ id }) => id).join('');

test('what both searches find comes before what one finds higher up', () => {
  const fused = fuse({ words: list('abc'), meaning: list('xcy') }, 'english');
  assert.equal(order(fused), 'caxby');
  assert.deepEqual(fused[0]?.places, {
    words: { rank: 3, score: 98 },
    meaning: { rank: 2, score: 99 },
  });
});

test('how much better a search finds one than the next makes no difference', () => {
  const words = [
    { id: 'a', configuration: 'english', score: 1_000 },
    { id: 'b', configuration: 'english', score: 1 },
  ];
  const meaning = [
    { id: 'b', configuration: 'english', score: 0.2 },
    { id: 'a', configuration: 'english', score: 0.1 },
  ];
  const [first, second] = fuse({ words, meaning }, 'english');
  assert.equal(first?.score, second?.score);
});

test("a passage in the question's language goes before the same place in another", () => {
  const fused = fuse({ words: list('a', 'german'), meaning: list('b') }, 'english');
  assert.equal(order(fused), 'ba');
});

test('of nothing comes nothing', () => {
  assert.deepEqual(fuse({ words: [], meaning: [] }, undefined), []);
});
