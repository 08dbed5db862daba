import { DateTime } from 'luxon';
import { textIn } from '../../src/domain/local-text.ts';
import type { Escalation } from '../../src/domain/manifest.ts';
import { addOpenMs, isOpen, nextOpening } from './business-time.ts';

/** What a customer who is handed over may expect. */
export interface Promised {
  /** What they are told. */
  readonly text: string;
  /** By when a person will have answered, where the business promises that. */
  readonly answerBy?: Date;
}

/** The word that a handover gives at this moment, in the customer's language. */
export function promiseAt(escalation: Escalation, language: string, now: Date): Promised {
  const { hours, firstAnswerMs, message, outsideHours } = escalation;
  const isOutside = hours !== undefined && !isOpen(hours, now);
  const opens = isOutside ? nextOpening(hours, now) : undefined;
  const answerBy =
    firstAnswerMs === undefined
      ? undefined
      : hours
        ? addOpenMs(hours, now, firstAnswerMs)
        : new Date(now.getTime() + firstAnswerMs);
  const say = (at: Date | undefined) => (at ? timeIn(language, at, now, hours?.timeZone) : '');
  const text = textIn(language, isOutside && opens ? outsideHours : message)
    .replaceAll('{opens}', say(opens))
    .replaceAll('{by}', say(answerBy));
  return { text, ...(answerBy && { answerBy }) };
}

/** "at 14:30", "Monday at 09:00", "2 March at 09:00": as short as it can't be misunderstood. */
function timeIn(language: string, at: Date, now: Date, timeZone: string | undefined): string {
  const zone = timeZone ?? 'utc';
  const [then, today] = [at, now].map((date) => DateTime.fromJSDate(date, { zone }).setLocale(language)) as [
    DateTime,
    DateTime,
  ];
  const days = then.startOf('day').diff(today.startOf('day'), 'days').days;
  const clock = { hour: '2-digit', minute: '2-digit' } as const;
  if (days < 1) return then.toLocaleString({ ...clock, timeZoneName: 'short' });
  if (days < 7) return then.toLocaleString({ weekday: 'long', ...clock });
  return then.toLocaleString({ day: 'numeric', month: 'long', ...clock });
}
