/** When a vendor says that it may be asked again, in milliseconds from now; undefined where it doesn't say. */
export function retryAfterMs(headers: Headers | undefined, nowMs = Date.now()): number | undefined {
  const exact = headers?.get('retry-after-ms')?.trim();
  if (exact && decimal.test(exact)) return bounded(Number(exact));
  const value = headers?.get('retry-after')?.trim();
  if (!value) return undefined;
  if (decimal.test(value)) return bounded(Number(value) * 1_000);
  const dateMs = Date.parse(value);
  return Number.isNaN(dateMs) ? undefined : bounded(dateMs - nowMs);
}

const decimal = /^\d{1,12}(\.\d+)?$/;

const bounded = (waitMs: number) => Math.min(Math.max(Math.ceil(waitMs), 0), waitMsMax);

/** Nobody waits longer for one vendor, whatever it asks for. */
const waitMsMax = 3_600_000;
