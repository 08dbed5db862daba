import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoffMs } from '../../../src/console/chat/backoff.ts';
import { chatBounds } from '../../../src/console/chat/chat-bounds.ts';
import { parseChatEvent } from '../../../src/console/chat/chat-event.ts';
import { retryAfterMs } from '../../../src/console/chat/http-failure.ts';
import { createKeptValues } from '../../../src/console/chat/kept-values.ts';

test('pauses grow, are bounded and never all the same', () => {
  assert.equal(
    backoffMs(1, () => 1),
    chatBounds.pauseMsMin,
  );
  assert.ok(backoffMs(3, () => 0) >= backoffMs(1, () => 1));
  assert.equal(
    backoffMs(1_000, () => 1),
    chatBounds.pauseMsMax,
  );
  assert.notEqual(
    backoffMs(5, () => 0),
    backoffMs(5, () => 1),
  );
});

test('Retry-After is read as seconds or date, bounded, and nonsense is nothing', () => {
  assert.equal(retryAfterMs('2'), 2_000);
  assert.equal(retryAfterMs('Thu, 01 Jan 1970 00:00:05 GMT', 2_000), 3_000);
  assert.equal(retryAfterMs('999999999'), chatBounds.retryAfterMsMax);
  assert.equal(retryAfterMs('-1'), 0);
  for (const nonsense of ['soon', '', null]) assert.equal(retryAfterMs(nonsense), null);
});

test('events of an unknown name or shape are passed over', () => {
  assert.equal(parseChatEvent({ event: 'typing', data: '{}' }), null);
  assert.equal(parseChatEvent({ event: 'message', data: '{"seq":"1"}' }), null);
  assert.equal(parseChatEvent({ event: 'delta', data: 'not json' }), null);
  assert.equal(parseChatEvent({ event: 'status', data: '{"state":"dreaming","nextStep":""}' }), null);
  assert.notEqual(
    parseChatEvent({ event: 'status', data: '{"state":"idle","nextStep":"","since":1}' }),
    null,
  );
});

test('a storage that refuses everything costs only the reload', () => {
  const refuse = () => {
    throw new Error('forbidden');
  };
  const refusing = { getItem: refuse, setItem: refuse, removeItem: refuse } as unknown as Storage;
  const kept = createKeptValues(refusing, 'chat.');
  kept.write('a', 1);
  assert.equal(kept.read('a'), 1);
  assert.deepEqual(kept.keys(), ['a']);
  kept.remove('a');
  assert.equal(kept.read('a'), undefined);
});
