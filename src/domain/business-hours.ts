export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** When people are there to answer. */
export interface BusinessHours {
  /** IANA: `Europe/Berlin`. */
  readonly timeZone: string;
  /** Spans of each day, `09:00-17:00`, in order; a day that is absent is closed. */
  readonly week: Readonly<Partial<Record<Weekday, readonly string[]>>>;
  /** Days without anybody, `2026-12-25`. */
  readonly closedOn: readonly string[];
}

/** A span of a day: from the first minute to the last, 24:00 included. */
export const spanPattern = /^([01]\d|2[0-3]):([0-5]\d)-(([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** Whether each of a day's spans ends after it begins, and begins after the one before has ended. */
export function areInOrder(spans: readonly string[]): boolean {
  if (!spans.every((span) => spanPattern.test(span))) return true; // what is no span is told elsewhere
  const times = spans.flatMap((span) => span.split('-'));
  return times.every(
    (time, at) => at === 0 || (times[at - 1] ?? '') < time || (at % 2 === 0 && times[at - 1] === time),
  );
}
