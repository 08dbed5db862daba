import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Part, partsOf, type TaskState, unnamedParts } from '../../../src/domain/plan/parts.ts';

const task = (purpose: string, state: TaskState['state'], part?: string, component = 'look'): TaskState => ({
  ...{ purpose, state, component },
  ...(part !== undefined && { part }),
});
const open = (text: string): Part => ({ text, isOpen: true });
const done = (text: string): Part => ({ text, isOpen: false });

test('a part is open as long as one of its tasks is not done, unless a person has decided against it', () => {
  const plan = [
    task('Finds the order', 'done', 'my money back'),
    task('Pays', 'waiting', 'my money back'),
    task('Counts', 'done', 'the jacket in M'),
    task('Mends', 'running'),
    task('Sends', 'rejected', 'a voucher'),
    task('Tells', 'failed', 'a voucher'),
  ];
  assert.deepEqual(partsOf([plan]), [
    open('my money back'),
    done('the jacket in M'),
    open('Mends'),
    done('a voucher'),
  ]);
});

test('of a part counts what the newest plan made of it; without parts the newest plan alone', () => {
  const first = [
    task('Pays', 'failed', 'my money back'),
    task('Mends', 'failed'),
    task('Finds', 'failed', 'it'),
  ];
  const second = [task('Gives a voucher', 'done', 'my money back')];
  assert.deepEqual(partsOf([first, second]), [done('my money back'), open('it')]);
  assert.deepEqual(partsOf([]), []);
});

test('what whoever answers has done by itself is not open', () => {
  const plan = [task('Counts', 'failed', 'the jacket', 'stock'), task('Pays', 'failed', 'money', 'pay')];
  assert.deepEqual(partsOf([plan], new Set(['stock'])), [done('the jacket'), open('money')]);
});

const parts = [done('where A-1001 is'), open('the refund for A-1001'), open('a jacket in size M')];
const cases: [said: string, unnamed: string[]][] = [
  ['A-1001 is on its way.', ['the refund for A-1001', 'a jacket in size M']],
  ['A-1001 comes today. Refunding it was not possible, and jackets I could not look up.', []],
  ['A-1001 comes today; jackets in your size could not be looked up.', ['the refund for A-1001']],
  ['', ['the refund for A-1001', 'a jacket in size M']],
];
for (const [said, unnamed] of cases)
  test(`what an answer leaves out: "${said.slice(0, 40)}"`, () => {
    assert.deepEqual(unnamedParts(parts, said), unnamed);
  });

test('other languages and scripts: by the beginnings of words, or else by the whole', () => {
  assert.deepEqual(unnamedParts([open('Rückerstattung')], 'Die Rückerstattungen sind gesperrt.'), []);
  assert.deepEqual(unnamedParts([open('退款')], '很抱歉,退款未能完成。'), []);
  assert.deepEqual(unnamedParts([open('退款')], '您的订单已发货。'), ['退款']);
  assert.deepEqual(unnamedParts([open('???')], 'Fine.'), ['???']);
});
