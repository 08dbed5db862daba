/** A day as 2026-11-25. Days that two countries would read differently, as 3/4/2026, are refused. */
export function isoDateFrom(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim().replaceAll(/\s+/g, ' ');
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}.{0,20})?$/.exec(text);
  if (iso) return day(iso[1], iso[2], iso[3]);
  // A point between is written day first wherever it is written.
  const pointed = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text);
  if (pointed) return day(pointed[3], pointed[2], pointed[1]);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (slashed) return slashedDay(Number(slashed[1]), Number(slashed[2]), slashed[3]);
  const named =
    /^(\d{1,2})\.? (\p{L}{3,10})\.? (\d{4})$/u.exec(text) ??
    swapped(/^(\p{L}{3,10})\.? (\d{1,2}),? (\d{4})$/u.exec(text));
  return named ? day(named[3], monthOf(named[2] ?? ''), named[1]) : undefined;
}

const swapped = (match: RegExpExecArray | null) =>
  match && ([match[0], match[2], match[1], match[3]] as const);

function slashedDay(first: number, second: number, year: string | undefined): string | undefined {
  if (first > 12) return day(year, second, first);
  return second > 12 || first === second ? day(year, first, second) : undefined;
}

/** Only days that the calendar has. */
function day(
  year: string | number | undefined,
  month: string | number | undefined,
  date: string | number | undefined,
): string | undefined {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  const isThere = at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(date);
  return isThere ? at.toISOString().slice(0, 10) : undefined;
}

/** By its beginning, which English and German share for all but three. */
function monthOf(name: string): number | undefined {
  const index = months.findIndex((starts) => starts.test(name.toLowerCase()));
  return index === -1 ? undefined : index + 1;
}

const months = [
  /^jan/,
  /^feb/,
  /^m(?:ar|är|rz)/,
  /^apr/,
  /^ma[yi]/,
  /^jun/,
  /^jul/,
  /^aug/,
  /^sep/,
  /^o[ck]t/,
  /^nov/,
  /^de[cz]/,
];
