import { DateTime } from 'luxon';
import { type BusinessHours, weekdays } from '../../src/domain/business-hours.ts';

/** Further ahead nobody is promised anything. */
const daysAheadMax = 60;

interface Span {
  readonly from: DateTime;
  readonly to: DateTime;
}

/** Whether somebody is there at that moment. */
export function isOpen(hours: BusinessHours, at: Date): boolean {
  const moment = DateTime.fromJSDate(at, { zone: hours.timeZone });
  return spansOf(hours, moment).some(({ from, to }) => from <= moment && moment < to);
}

/** The next moment from which somebody is there: now, if it is open. Undefined: not within two months. */
export function nextOpening(hours: BusinessHours, at: Date): Date | undefined {
  for (const { from, to } of spansFrom(hours, at)) {
    const start = Math.max(from.toMillis(), at.getTime());
    if (start < to.toMillis()) return new Date(start);
  }
  return undefined;
}

/** The moment by which so much open time has passed. Undefined: not within two months. */
export function addOpenMs(hours: BusinessHours, at: Date, openMs: number): Date | undefined {
  let leftMs = openMs;
  for (const { from, to } of spansFrom(hours, at)) {
    const startMs = Math.max(from.toMillis(), at.getTime());
    const lengthMs = to.toMillis() - startMs;
    if (lengthMs <= 0) continue;
    if (lengthMs >= leftMs) return new Date(startMs + leftMs);
    leftMs -= lengthMs;
  }
  return undefined;
}

function* spansFrom(hours: BusinessHours, at: Date): Generator<Span> {
  const today = DateTime.fromJSDate(at, { zone: hours.timeZone });
  for (let ahead = 0; ahead <= daysAheadMax; ahead += 1) yield* spansOf(hours, today.plus({ days: ahead }));
}

/** The spans of a moment's day. The clock may jump that day: each end is looked up in the zone by itself. */
function spansOf({ week, closedOn }: BusinessHours, moment: DateTime): Span[] {
  const weekday = weekdays[moment.weekday - 1];
  if (!weekday || closedOn.includes(moment.toISODate() ?? '')) return [];
  return (week[weekday] ?? []).map((span) => {
    const [from = '', to = ''] = span.split('-');
    return { from: atTime(moment, from), to: atTime(moment, to) };
  });
}

function atTime(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const midnight = day.startOf('day');
  return hour === 24 ? midnight.plus({ days: 1 }) : midnight.set({ hour, minute });
}
