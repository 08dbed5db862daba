/** When a vendor says that it may be asked again, in milliseconds from now; undefined where it doesn't say. */
export function retryAfterMs(headers: Headers | undefined, nowMs = Date.now()): number | undefined {
  const exact = headers?.get('retry-after-ms')?.trim();
  if (exact && decimal.test(exact)) return bounded(Number(exact));
  const value = headers?.get('retry-after')?.trim();
  return (value ? timeMs(value, nowMs) : undefined) ?? restMs(headers, nowMs);
}

/**
 * How long a vendor has nothing left for us, in milliseconds from now: what it says beside an answer, too. Undefined:
 * something is left, or it doesn't say.
 */
export function restMs(headers: Headers | undefined, nowMs = Date.now()): number | undefined {
  const rests = limited.flatMap((what) => {
    if (headers?.get(`x-ratelimit-remaining-${what}`)?.trim() !== '0') return [];
    const reset = headers.get(`x-ratelimit-reset-${what}`)?.trim() ?? '';
    return durationMs(reset) ?? timeMs(reset, nowMs) ?? [];
  });
  return rests.length === 0 ? undefined : Math.max(...rests);
}

const limited = ['requests', 'tokens'] as const;

/** Seconds from now, seconds since the epoch, or a date. */
function timeMs(value: string, nowMs: number): number | undefined {
  if (decimal.test(value)) {
    const seconds = Number(value);
    return bounded(seconds > epochSecondsMin ? seconds * 1_000 - nowMs : seconds * 1_000);
  }
  const dateMs = Date.parse(value);
  return Number.isNaN(dateMs) ? undefined : bounded(dateMs - nowMs);
}

/** As OpenAI writes it: `6m0s`, `1.5s`, `20ms`. */
function durationMs(value: string): number | undefined {
  const parts = [...value.matchAll(/(\d{1,9}(?:\.\d{1,9})?)(ms|h|m|s)/g)];
  if (value === '' || parts.map(([whole]) => whole).join('') !== value) return undefined;
  const sum = parts.reduce((total, [, count, unit]) => total + Number(count) * (unitMs[unit ?? ''] ?? 0), 0);
  return bounded(sum);
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

const decimal = /^\d{1,12}(\.\d+)?$/;

/** No vendor asks for a pause of thirty years. */
const epochSecondsMin = 1_000_000_000;

const bounded = (waitMs: number) => Math.min(Math.max(Math.ceil(waitMs), 0), waitMsMax);

/** Nobody waits longer for one vendor, whatever it asks for. */
const waitMsMax = 3_600_000;
