import { z } from 'zod';
import { authoringBounds as max } from '../domain/authoring-bounds.ts';
import { areInOrder, spanPattern, weekdays } from '../domain/business-hours.ts';
import { closedObject } from './closed-object.ts';

const spans = z
  .array(z.string().regex(spanPattern, 'expected a span such as 09:00-17:00'))
  .max(max.spansPerDayMax)
  .readonly()
  .refine(areInOrder, { error: 'expected spans in order, each ending after it begins' });

const day = Object.fromEntries(weekdays.map((name) => [name, spans.optional()])) as Record<
  (typeof weekdays)[number],
  z.ZodOptional<typeof spans>
>;

/** When people are there, as an author may write it. */
export const businessHoursShape = closedObject({
  timeZone: z
    .string()
    .max(max.nameTextMax)
    .refine(isTimeZone, { error: 'expected a time zone such as Europe/Berlin' }),
  week: closedObject(day),
  closedOn: z
    .array(z.iso.date('expected a date such as 2026-12-25'))
    .max(max.closedDaysMax)
    .readonly()
    .default([]),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
