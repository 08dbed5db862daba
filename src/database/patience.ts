import { sql } from 'kysely';

/** How old something must be to count as unheard. */
export interface Patience {
  /** Younger ones are on their way. */
  readonly newMs: number;
  /** A claimed message still pending after this is looked after as well: its run may have been terminated, or be stuck. */
  readonly claimedMs: number;
}

/** Of one kind, looked after in one sweep. */
export const unheardMax = 200;

/** Several sweeps long, so that none is missed. */
const windowMs = 4_000;

/** Milliseconds since the first of these times that there is. */
export const ageOf = (...since: readonly string[]) =>
  sql<number>`(extract(epoch from clock_timestamp() - coalesce(${sql.join(since.map((at) => sql.ref(at)))})) * 1000)::float8`.as(
    'ageMs',
  );

/**
 * Due once it is that old, and now and then after: a doorbell that nobody answers for hours (no worker is up) must not
 * fill the history with rings.
 */
export const isDue = (since: string, ageMs: number) => {
  const age = sql`(extract(epoch from clock_timestamp() - ${sql.ref(since)}) * 1000)`;
  const periodMs = sql`(case when ${age} < 600000 then 30000 else 600000 end)`;
  return sql<boolean>`(${age} >= ${ageMs}
    and (${age} < ${ageMs + windowMs} or mod(${age}::numeric, ${periodMs}) < ${windowMs}))`;
};
