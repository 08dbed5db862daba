/** An open or past degradation of a component; monitors are told once when it opens and once when it closes. */
export interface Incident {
  readonly id: string;
  readonly component: string;
  readonly state: 'degraded' | 'down';
  readonly reason: string;
  /** What serves instead meanwhile, in words for operators. */
  readonly serves: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly closedBecause: string | null;
}

/** What monitors are told. */
export type AlertKind = 'opened' | 'closed';
