import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeptPassages } from '../../src/domain/kept-passages.ts';

const passage = (text: string) => ({ passageId: text, title: 'Help', text });
const returns = [passage('30 days')];

test('a question like an earlier one gets what that one found, of the same base', () => {
  const kept = createKeptPassages(() => 0);
  kept.keep('shop/help', 'How many days do I have to return things?', returns);
  kept.keep('shop/help', 'What does delivery to Norway cost?', [passage('5 euros')]);
  assert.deepEqual(kept.find('shop/help', 'how many days to return things'), returns);
  assert.deepEqual(kept.find('other/help', 'how many days to return things'), []);
});

test('what is only a little alike, or short, gets nothing', () => {
  const kept = createKeptPassages(() => 0);
  kept.keep('shop/help', 'How many days do I have to return things?', returns);
  for (const text of ['', 'return', 'How many shirts do you have?', 'things things things'])
    assert.deepEqual(kept.find('shop/help', text), [], text);
});

test('a later finding takes the earlier one’s place, nothing found is not kept, and old ones are forgotten', () => {
  let nowMs = 0;
  const kept = createKeptPassages(() => nowMs);
  const ask = 'days to return things';
  kept.keep('shop/help', ask, returns);
  kept.keep('shop/help', ask, [passage('14 days')]);
  kept.keep('shop/help', ask, []);
  assert.deepEqual(kept.find('shop/help', ask), [passage('14 days')]);
  nowMs = 25 * 3_600_000;
  assert.deepEqual(kept.find('shop/help', ask), []);
});

test('it keeps no more than it is meant to', () => {
  const kept = createKeptPassages(() => 0);
  for (let n = 0; n < 300; n += 1) kept.keep('shop/help', `question number${n} about thing${n}`, returns);
  assert.deepEqual(kept.find('shop/help', 'question number0 about thing0'), []);
  assert.deepEqual(kept.find('shop/help', 'question number299 about thing299'), returns);
});
