import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfterMs } from '../../src/providers/retry-after.ts';

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
