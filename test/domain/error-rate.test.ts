import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorRate, judge, type RatedCall, withCall } from '../../src/domain/error-rate.ts';

const nowMs = 1_000_000;
/** `x` is a fault; one call each 100 ms, the last of them now. */
const calls = (drawn: string): RatedCall[] =>
  [...drawn].map((sign, index) => ({
    atMs: nowMs - (drawn.length - 1 - index) * 100,
    isFault: sign === 'x',
  }));

const cases: readonly [drawn: string, judged: ReturnType<typeof judge>][] = [
  ['', undefined],
  ['xxxxxxxxx', undefined],
  ['xxx.......', 'degraded'],
  ['.......xxx', 'degraded'],
  ['xx........', undefined],
  ['x.........', undefined],
  ['x..........', 'ok'],
  ['..........', 'ok'],
];
for (const [drawn, judged] of cases)
  test(`of the calls ${drawn || 'none'} it is judged ${judged ?? 'nothing'}`, () => {
    assert.equal(judge(calls(drawn), nowMs), judged);
  });

test('what was long ago does not count, and no more than the newest calls are kept', () => {
  const old = calls('xxxxxxxxxx');
  assert.equal(judge(old, nowMs), 'degraded');
  assert.equal(judge(old, nowMs + errorRate.windowMs), undefined);
  assert.equal(withCall(old, { atMs: nowMs + errorRate.windowMs, isFault: false }).length, 1);
  let kept: RatedCall[] = [];
  for (let at = 0; at < errorRate.callsMax + 5; at += 1) kept = withCall(kept, { atMs: at, isFault: at < 5 });
  assert.equal(kept.length, errorRate.callsMax);
  assert.equal(kept.filter(({ isFault }) => isFault).length, 0);
});
