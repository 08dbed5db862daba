import { fold } from './words.ts';

const dayMs = 86_400_000;

/** The day that a text names, as `2026-11-27`; days of the week and "tomorrow" count from `today`. */
export function dayIn(text: string, today: string | undefined): string | undefined {
  const written = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
  if (written) return written;
  if (today === undefined) return undefined;
  const folded = fold(text.slice(0, textMax));
  return named(folded, today) ?? counted(folded, today);
}

/** How long until then, as a wish to be written to says it: `tomorrow`, `in two weeks`, `on Friday`. */
export function waitIn(
  text: string,
  today: string | undefined,
): { days: number } | { hours: number } | undefined {
  const folded = fold(text.slice(0, textMax));
  const match = new RegExp(String.raw`\bin (${amounts}) (hour|stund|day|tag|week|woche|month|monat)`).exec(
    folded,
  );
  if (match) {
    const amount = amountOf(match[1] ?? '');
    if (/^(?:hour|stund)/.test(match[2] ?? '')) return { hours: amount };
    return { days: amount * (daysIn[match[2] ?? ''] ?? 1) };
  }
  if (/\b(?:next week|nachste(?:r|n)? woche)\b/.test(folded)) return { days: 7 };
  if (/\b(?:day after tomorrow|ubermorgen)\b/.test(folded)) return { days: 2 };
  if (/\b(?:tomorrow|morgen)\b/.test(folded)) return { days: 1 };
  const day = today && dayIn(text, today);
  const days = day && today ? Math.round((Date.parse(day) - Date.parse(today)) / dayMs) : 0;
  return days > 0 ? { days } : undefined;
}

/** The time of day that a text names, as `15:00`. */
export function timeIn(text: string): string | undefined {
  const clock = /\b([01]?\d|2[0-3])[:.]([0-5]\d)(?!\d|\.\d)/.exec(text);
  if (clock) return `${clock[1]?.padStart(2, '0')}:${clock[2]}`;
  const spoken = /\b(?:at|um|gegen|ab|from|von)?\s?(1?\d|2[0-3])\s?(am|pm|uhr|o'clock)\b/i.exec(text);
  if (!spoken) return undefined;
  const hour = Number(spoken[1]) + (/pm/i.test(spoken[2] ?? '') && Number(spoken[1]) < 12 ? 12 : 0);
  return `${String(hour).padStart(2, '0')}:00`;
}

/** An hour without its half of the day: `at 2`, `um 3`, or nothing but a number. */
export function hourIn(text: string): number | undefined {
  const match = /\b(?:at|um|gegen|around)\s(\d{1,2})(?![\d:.])|^\W*(\d{1,2})\W*$/i.exec(text);
  const hour = match && Number(match[1] ?? match[2]);
  return hour && hour <= 23 ? hour : undefined;
}

const textMax = 500;
const numberWords = [
  'a|an|one|ein(?:e[rnm]?)?',
  'two|zwei',
  'three|drei',
  'four|vier',
  'five|funf',
  'six|sechs',
  'seven|sieben',
];
const amounts = String.raw`\d{1,3}|${numberWords.join('|')}`;
const amountOf = (word: string) =>
  Number(word) || numberWords.findIndex((words) => new RegExp(`^(?:${words})$`).test(word)) + 1;
const daysIn: Readonly<Record<string, number>> = { week: 7, woche: 7, month: 30, monat: 30 };

const weekdays = [
  'su?n(?:day)?|sonntag',
  'monday|montag',
  'tusday|tuesday|dienstag',
  'wednesday|mittwoch',
  'thursday|donnerstag',
  'friday|freitag',
  'saturday|samstag|sonnabend',
];
const months = 'jan|feb|mar|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz]'.split('|');

const iso = (timeMs: number) => new Date(timeMs).toISOString().slice(0, 10);

function named(folded: string, today: string): string | undefined {
  const start = Date.parse(today);
  if (Number.isNaN(start)) return undefined;
  if (/\b(?:day after tomorrow|ubermorgen)\b/.test(folded)) return iso(start + 2 * dayMs);
  if (/\b(?:tomorrow|(?<!guten )morgen)\b/.test(folded)) return iso(start + dayMs);
  if (/\b(?:today|heute)\b/.test(folded)) return today;
  const weekday = weekdays.findIndex((names) => new RegExp(String.raw`\b(?:${names})`).test(folded));
  if (weekday === -1) return undefined;
  const ahead = (weekday - new Date(start).getUTCDay() + 7) % 7 || 7;
  return iso(start + ahead * dayMs);
}

/** `27 November`, `November 27th`, `27.11.`: the next such day. */
function counted(folded: string, today: string): string | undefined {
  const german = /\b(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(20\d{2}))?/.exec(folded);
  if (german) return nextSuch(Number(german[1]), Number(german[2]), today);
  const worded =
    /\b(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([a-z]{3,10})\b/.exec(folded) ??
    /\b([a-z]{3,10}) (\d{1,2})(?:st|nd|rd|th)?\b/.exec(folded);
  if (!worded) return undefined;
  const [day, name] = /\d/.test(worded[1] ?? '') ? [worded[1], worded[2]] : [worded[2], worded[1]];
  const month = months.findIndex((begin) => new RegExp(`^(?:${begin})`).test(name ?? '')) + 1;
  return month > 0 ? nextSuch(Number(day), month, today) : undefined;
}

function nextSuch(day: number, month: number, today: string): string | undefined {
  if (day < 1 || day > 31 || month < 1 || month > 12) return undefined;
  const year = Number(today.slice(0, 4));
  const inYear = (of: number) => `${of}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return inYear(year) < today ? inYear(year + 1) : inYear(year);
}
