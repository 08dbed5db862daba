const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What the assistant has promised to write to the customer about, at a time or once something happens. */
export interface FollowUp {
  /** From 1, unique in the conversation. */
  readonly number: number;
  readonly about: string;
  /** ISO 8601, UTC. */
  readonly dueAt?: string;
  /** Type of the outside event that it waits for. */
  readonly onEvent?: string;
}

export const followUpBounds = {
  aboutTextMax: 500,
  /** Of one conversation. */
  openMax: 20,
  waitMsMin: minuteMs,
  waitMsMax: 365 * dayMs,
  /** Promises of the same thing for about the same time are one. */
  sameWithinMs: hourMs,
  /** Due ones that one turn takes at once. */
  perTurnMax: 10,
} as const;

/** How long from now, in ms; undefined: shorter or longer than may be promised. */
export function waitMsOf({ days = 0, hours = 0 }: { days?: number | undefined; hours?: number | undefined }) {
  const waitMs = Math.round(days * dayMs + hours * hourMs);
  return waitMs >= followUpBounds.waitMsMin && waitMs <= followUpBounds.waitMsMax ? waitMs : undefined;
}
