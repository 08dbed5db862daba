import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Candidate, offerOf, replacedIn } from '../../../src/domain/plan/offer.ts';

const candidate = (name: string, part: Partial<Candidate> = {}): Candidate => ({
  name,
  capabilities: [name],
  state: 'ok',
  isProved: true,
  ...part,
});

test('what is down or paused, or asks for more proof, is not offered, and the reason is told', () => {
  const found = offerOf([
    candidate('find'),
    candidate('pay', { state: 'down' }),
    candidate('send', { state: 'paused' }),
    candidate('close', { isProved: false }),
  ]);
  assert.deepEqual(found, {
    offered: ['find'],
    withheld: [
      { name: 'pay', because: 'it is down' },
      { name: 'send', because: 'it is paused' },
      { name: 'close', because: 'the customer has not proved who they are as far as it asks' },
    ],
  });
});

test('what is degraded gives way to what can do the same, and else is better than nothing', () => {
  const slow = candidate('slow_find', { capabilities: ['find'], state: 'degraded' });
  assert.deepEqual(offerOf([slow, candidate('find')]), {
    offered: ['find'],
    withheld: [{ name: 'slow_find', because: 'it is degraded, and find can do the same' }],
  });
  assert.deepEqual(offerOf([slow, candidate('pay')]).offered, ['slow_find', 'pay']);
  assert.deepEqual(offerOf([slow, candidate('find', { state: 'down' })]).offered, ['slow_find']);
  assert.deepEqual(offerOf([slow, candidate('find', { isProved: false })]).offered, ['slow_find']);
  const more = { ...slow, capabilities: ['find', 'guess'] };
  assert.deepEqual(offerOf([more, candidate('find')]).offered, ['slow_find', 'find']);
});

test('who answers is not offered what is not well where another can do the same, and else is', () => {
  const ill = candidate('slow_find', { capabilities: ['find'], state: 'down' });
  assert.deepEqual(replacedIn([ill, candidate('find')]), [
    { name: 'slow_find', because: 'it is down, and find can do the same' },
  ]);
  assert.deepEqual(replacedIn([ill, candidate('pay')]), []);
  assert.deepEqual(replacedIn([ill, candidate('find', { state: 'paused' })]), []);
  const more = candidate('all', { capabilities: ['find', 'pay'], state: 'degraded' });
  assert.deepEqual(replacedIn([more, candidate('find')]), []);
});
