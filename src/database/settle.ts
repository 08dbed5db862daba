import { sql } from 'kysely';
import type { Database } from './open-database.ts';
import type { ReservationKey, Settlement } from './purse.ts';

/**
 * Puts what an attempt took in truth in place of what it had set aside, once, in every purse that held it, in one
 * statement. One that was given up for dead and tells of itself after all is settled as well.
 *
 * The purses are locked before the reservation is changed: whoever reserves holds them while it waits for a number that
 * an unfinished change of the same call may have taken.
 */
export async function settle(db: Database, key: ReservationKey, end: Settlement): Promise<void> {
  const { state, outcome, taken } = end;
  const isKnown = state === 'released' || taken !== undefined;
  const tokens = state === 'released' ? 0 : (taken?.tokens ?? 0);
  const cost = state === 'released' ? 0 : (taken?.costMicroUsd ?? 0);
  await sql`
    with before as materialized (
      select call_id, attempt, scopes, coalesce(cost_micro_usd, 0) as cost, tokens, cost_micro_usd is null as unpriced,
        case when ${isKnown} then ${cost}::bigint else coalesce(cost_micro_usd, 0) end as cost_now,
        case when ${isKnown} then ${tokens}::bigint else tokens end as tokens_now
      from reservations
      where call_id = ${key.callId} and attempt = ${key.attempt}::int and settled_at is null
      for update
    ), held as materialized (
      select purses.scope
      from purses, before
      where purses.scope = any(before.scopes)
      order by array_position(before.scopes, purses.scope)
      for no key update of purses
    ), given as (
      update purses set
        cost_micro_usd = purses.cost_micro_usd + before.cost_now - before.cost,
        tokens = purses.tokens + before.tokens_now - before.tokens,
        unpriced_tokens = purses.unpriced_tokens
          + case when before.unpriced then before.tokens_now - before.tokens else 0 end
      from before
      where purses.scope in (select scope from held)
    )
    update reservations set
      state = ${state}, outcome = ${outcome}, settled_at = clock_timestamp(),
      retry_at = ${end.retryAt?.toISOString() ?? null}::timestamptz,
      cost_micro_usd = case when before.unpriced then null else before.cost_now end,
      tokens = before.tokens_now
    from before, (select count(*) from held) as locked
    where reservations.call_id = before.call_id and reservations.attempt = before.attempt`.execute(db);
}
