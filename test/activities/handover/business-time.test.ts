import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addOpenMs, isOpen, nextOpening } from '../../../activities/handover/business-time.ts';
import { type BusinessHours, weekdays } from '../../../src/domain/business-hours.ts';

const berlin: BusinessHours = {
  timeZone: 'Europe/Berlin',
  week: {
    mon: ['09:00-12:00', '13:00-17:00'],
    tue: ['09:00-12:00', '13:00-17:00'],
    wed: ['09:00-12:00', '13:00-17:00'],
    thu: ['09:00-12:00', '13:00-17:00'],
    fri: ['09:00-12:00'],
  },
  closedOn: ['2026-12-25'],
};
const hourMs = 3_600_000;
const at = (iso: string) => new Date(iso);

test('open is when the clock of the place says so', () => {
  for (const [moment, open] of [
    ['2026-11-25T08:00:00Z', true], // 09:00 there
    ['2026-11-25T07:59:59Z', false],
    ['2026-11-25T11:00:00Z', false], // noon: the break has begun
    ['2026-07-01T07:00:00Z', true], // summer time
    ['2026-11-28T10:00:00Z', false], // Saturday
    ['2026-12-25T09:00:00Z', false], // a day without anybody
  ] as const)
    assert.equal(isOpen(berlin, at(moment)), open, moment);
});

test('the next opening skips breaks, nights, weekends and closed days', () => {
  for (const [moment, opens] of [
    ['2026-11-25T10:00:00Z', '2026-11-25T10:00:00.000Z'],
    ['2026-11-25T11:30:00Z', '2026-11-25T12:00:00.000Z'],
    ['2026-11-25T20:00:00Z', '2026-11-26T08:00:00.000Z'],
    ['2026-11-27T15:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['2026-12-24T20:00:00Z', '2026-12-28T08:00:00.000Z'],
  ] as const)
    assert.equal(nextOpening(berlin, at(moment))?.toISOString(), opens, moment);
});

test('promised time counts only while it is open', () => {
  // Friday 11:00 there, four hours: one until noon, three on Monday until the break.
  assert.equal(
    addOpenMs(berlin, at('2026-11-27T10:00:00Z'), 4 * hourMs)?.toISOString(),
    '2026-11-30T11:00:00.000Z',
  );
  assert.equal(
    addOpenMs(berlin, at('2026-11-25T10:00:00Z'), hourMs / 2)?.toISOString(),
    '2026-11-25T10:30:00.000Z',
  );
});

test('a place that never opens promises nothing, and nothing hangs', () => {
  const never = { ...berlin, week: {} };
  assert.equal(nextOpening(never, at('2026-11-25T10:00:00Z')), undefined);
  assert.equal(addOpenMs(never, at('2026-11-25T10:00:00Z'), 1), undefined);
});

test('round the clock, over both changes of the clock, open time is time', () => {
  const always: BusinessHours = {
    timeZone: 'Europe/Berlin',
    week: Object.fromEntries(weekdays.map((day) => [day, ['00:00-24:00']])),
    closedOn: [],
  };
  for (const moment of ['2026-03-28T12:00:00Z', '2026-10-24T12:00:00Z'])
    assert.equal(
      addOpenMs(always, at(moment), 48 * hourMs)?.getTime(),
      at(moment).getTime() + 48 * hourMs,
      moment,
    );
});

test('whatever is promised lies in or at the end of open time, and not before it was asked', () => {
  fc.assert(
    fc.property(
      fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z'), noInvalidDate: true }),
      fc.integer({ min: 1, max: 40 * hourMs }),
      (now, openMs) => {
        const due = addOpenMs(berlin, now, openMs);
        assert(due && due.getTime() >= now.getTime() + openMs);
        assert(isOpen(berlin, new Date(due.getTime() - 1)));
      },
    ),
  );
});
