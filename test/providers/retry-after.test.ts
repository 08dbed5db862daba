import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restMs, retryAfterMs } from '../../src/providers/retry-after.ts';

const nowMs = Date.parse('2026-11-22T10:00:00Z');
const cases: readonly (readonly [Record<string, string>, number | undefined])[] = [
  [{}, undefined],
  [{ 'retry-after': '2' }, 2_000],
  [{ 'retry-after': '0.5' }, 500],
  [{ 'retry-after': 'Sun, 22 Nov 2026 10:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Sun, 22 Nov 2026 09:00:00 GMT' }, 0],
  [{ 'retry-after-ms': '120', 'retry-after': '9' }, 120],
  [{ 'retry-after-ms': 'soon', 'retry-after': '9' }, 9_000],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '99999999' }, 3_600_000],
];
for (const [headers, expected] of cases)
  test(`${JSON.stringify(headers)} means ${expected}`, () => {
    assert.equal(retryAfterMs(new Headers(headers), nowMs), expected);
  });

const left = (requests: string, reset: string, tokens = '9', tokensReset = '1s') => ({
  'x-ratelimit-remaining-requests': requests,
  'x-ratelimit-reset-requests': reset,
  'x-ratelimit-remaining-tokens': tokens,
  'x-ratelimit-reset-tokens': tokensReset,
});
const rests: readonly (readonly [Record<string, string>, number | undefined])[] = [
  [{}, undefined],
  [left('1', '6m0s'), undefined],
  [left('0', '6m0s'), 360_000],
  [left('0', '20ms'), 20],
  [left('0', '1.5s', '0', '2m1s'), 121_000],
  [left('5', '1s', '0', '7.66s'), 7_660],
  [left('0', '12'), 12_000],
  [left('0', String(nowMs / 1_000 + 30)), 30_000],
  [left('0', '2026-11-22T10:00:05Z'), 5_000],
  [left('0', ''), undefined],
  [left('0', 'soon'), undefined],
  [left('0', '6m0s later'), undefined],
  [left('0', '99h'), 3_600_000],
  [{ 'x-ratelimit-remaining-requests': '0' }, undefined],
];
for (const [headers, expected] of rests)
  test(`with ${Object.values(headers).join(', ') || 'nothing said'} it rests for ${expected}`, () => {
    assert.equal(restMs(new Headers(headers), nowMs), expected);
  });

test('a refusal without Retry-After is over when what is used up is there again', () => {
  assert.equal(retryAfterMs(new Headers(left('0', '3s')), nowMs), 3_000);
  assert.equal(retryAfterMs(new Headers({ ...left('0', '3s'), 'retry-after': '1' }), nowMs), 1_000);
});
