/** One call of a component, as it counts for how well that serves. */
export interface RatedCall {
  /** Ms since the epoch. */
  readonly atMs: number;
  readonly isFault: boolean;
}

/** When a component counts as degraded, and when as well again. */
export const errorRate = {
  /** Older calls say nothing any more. */
  windowMs: 120_000,
  /** Of each component, the newest. */
  callsMax: 50,
  /** Fewer calls say nothing. */
  callsMin: 10,
  /** The share of faults from which it is degraded. Below `wellBelow` it is well again; in between it stays as it was. */
  degradedFrom: 0.3,
  wellBelow: 0.1,
} as const;

/** The calls that still count, with this one more; oldest first. */
export const withCall = (calls: readonly RatedCall[], call: RatedCall): RatedCall[] =>
  [...calls.filter(({ atMs }) => atMs > call.atMs - errorRate.windowMs), call].slice(-errorRate.callsMax);

/** What its newest calls say of a component; undefined: nothing new. */
export function judge(calls: readonly RatedCall[], nowMs: number): 'ok' | 'degraded' | undefined {
  const recent = calls.filter(({ atMs }) => atMs > nowMs - errorRate.windowMs);
  if (recent.length < errorRate.callsMin) return undefined;
  const share = recent.filter(({ isFault }) => isFault).length / recent.length;
  if (share >= errorRate.degradedFrom) return 'degraded';
  return share < errorRate.wellBelow ? 'ok' : undefined;
}
