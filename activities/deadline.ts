/** Until when an attempt may take. */
export interface Deadline {
  /** Ms since the epoch. */
  readonly atMs: number;
  /** Aborts then. */
  readonly signal: AbortSignal;
}

/** The turn's deadline; one that passed while nobody was at work gives way to a new allowance. */
export function openDeadline({
  deadlineAtMs,
  allowanceMs,
}: {
  readonly deadlineAtMs: number;
  readonly allowanceMs: number;
}): Deadline {
  const nowMs = Date.now();
  const atMs = deadlineAtMs > nowMs ? deadlineAtMs : nowMs + allowanceMs;
  return { atMs, signal: AbortSignal.timeout(atMs - nowMs) };
}
