import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLost } from '../../src/domain/lost-model.ts';

const tools = new Set(['find']);
const wrong = [{ name: 'no_such_tool' }];
const round = (round: number, ...names: string[]) => names.map((tool) => ({ round, tool }));

test('a model is lost that asks for tools that there are not after it was told so twice', () => {
  assert.equal(isLost(wrong, tools, []), false);
  assert.equal(isLost(wrong, tools, round(0, 'no', 'none')), false);
  assert.equal(isLost(wrong, tools, [...round(0, 'no'), ...round(1, 'none')]), true);
  // What it did besides counts for it.
  assert.equal(isLost(wrong, tools, [...round(0, 'no', 'find'), ...round(1, 'none')]), false);
  assert.equal(isLost([...wrong, { name: 'find' }], tools, [...round(0, 'no'), ...round(1, 'no')]), false);
  assert.equal(isLost([], tools, [...round(0, 'no'), ...round(1, 'no')]), false);
});
