import { sql } from 'kysely';
import type { Database } from './open-database.ts';
import type { NewReservation, Reserved } from './purse.ts';

/**
 * Sets the worst case of an attempt aside in every purse that holds it, or in none: one statement. It locks the purses
 * from the narrowest to the widest, as everybody does, so that nobody waits in a circle, and the one that all share is
 * held for the end of one statement.
 */
export async function reserve(db: Database, wanted: NewReservation): Promise<Reserved> {
  for (let tries = 0; tries < triesMax; tries += 1) {
    const verdict = await tryReserve(db, wanted).catch((error) => {
      // Another attempt at the same call took the number at this moment.
      if ((error as { code?: unknown }).code === uniqueViolation) return undefined;
      throw error;
    });
    if (!verdict) continue;
    const { found, attempt, lacking } = verdict;
    if (attempt !== null) return { outcome: 'reserved', attempt };
    if (lacking !== null)
      return { outcome: 'lacking', scope: lacking, maySoon: await maySoon(db, wanted, lacking) };
    if (found < wanted.held.length) await openPurses(db, wanted);
  }
  throw new Error('an attempt could not be numbered');
}

const triesMax = 10;
const uniqueViolation = '23505';

interface Verdict {
  /** Purses that are there. */
  readonly found: number;
  readonly lacking: string | null;
  readonly attempt: number | null;
}

async function tryReserve(db: Database, wanted: NewReservation): Promise<Verdict> {
  const { callId, payer, component, held, worst, dueAt } = wanted;
  const scopes = held.map(({ scope }) => scope);
  const cost = worst.costMicroUsd ?? 0;
  const unpriced = worst.costMicroUsd === undefined ? worst.tokens : 0;
  const { rows } = await sql<Verdict>`
    with caps as materialized (
      select * from unnest(
        ${scopes}::text[],
        ${held.map(({ costMicroUsdMax }) => costMicroUsdMax ?? null)}::bigint[],
        ${held.map(({ tokensMax }) => tokensMax ?? null)}::bigint[],
        ${held.map(({ assumedMicroUsdPerMillionTokens }) => assumedMicroUsdPerMillionTokens)}::bigint[]
      ) with ordinality as cap (scope, cost_max, tokens_max, assumed, place)
    ), held as materialized (
      select purses.scope, caps.place,
        (caps.tokens_max is null or purses.tokens + ${worst.tokens}::bigint <= caps.tokens_max)
        and (caps.cost_max is null or purses.cost_micro_usd + ${cost}::bigint
          + ceil((purses.unpriced_tokens + ${unpriced}::bigint) * caps.assumed / 1000000.0) <= caps.cost_max) as fits
      from purses join caps using (scope)
      order by caps.place
      for no key update of purses
    ), verdict as materialized (
      select count(*)::int as found,
        (array_agg(scope order by place) filter (where not fits))[1] as lacking
      from held
    ), taken as (
      update purses set
        cost_micro_usd = cost_micro_usd + ${cost}::bigint,
        tokens = tokens + ${worst.tokens}::bigint,
        unpriced_tokens = unpriced_tokens + ${unpriced}::bigint
      from verdict
      where verdict.lacking is null and verdict.found = ${held.length}::int
        and purses.scope = any(${scopes}::text[])
    ), noted as (
      insert into reservations (call_id, attempt, assistant, conversation_id, turn_id, component, scopes,
        cost_micro_usd, tokens, due_at)
      select ${callId}::text,
        1 + coalesce((select max(before.attempt) from reservations before where before.call_id = ${callId}), 0),
        ${payer.assistant}::text, ${payer.conversationId ?? null}::uuid, ${payer.turnId ?? null}::uuid,
        ${component}::text, ${scopes}::text[], ${worst.costMicroUsd ?? null}::bigint, ${worst.tokens}::bigint,
        ${dueAt.toISOString()}::timestamptz
      from verdict
      where verdict.lacking is null and verdict.found = ${held.length}::int
      returning attempt
    )
    select found, lacking, (select attempt from noted) as attempt from verdict`.execute(db);
  const [verdict] = rows;
  if (!verdict) throw new Error('a reservation came to no verdict');
  return verdict;
}

/** In the order in which they are locked. */
async function openPurses(db: Database, { held }: NewReservation): Promise<void> {
  await db
    .insertInto('purses')
    .values(held.map(({ scope }) => ({ scope })))
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/**
 * Whether it would fit if what others have set aside in this purse came to nothing. What is overdue was left by a
 * process that died: it counts in full, and is no longer waited for.
 */
async function maySoon(db: Database, { held, worst }: NewReservation, scope: string): Promise<boolean> {
  const by = held.find((each) => each.scope === scope);
  if (!by) return false;
  // What somebody is just settling is left to them.
  await sql`
    update reservations set state = 'forfeited'
    where (call_id, attempt) in (
      select call_id, attempt from reservations
      where state = 'open' and due_at < clock_timestamp()
      for update skip locked
    )`.execute(db);
  const { rows } = await sql<{ cost: number; tokens: number }>`
    select purses.cost_micro_usd - open.cost as cost, purses.tokens - open.tokens as tokens
    from purses, lateral (
      select coalesce(sum(cost_micro_usd), 0)::bigint as cost, coalesce(sum(tokens), 0)::bigint as tokens
      from reservations where state = 'open' and ${scope} = any(scopes)
    ) as open
    where purses.scope = ${scope}`.execute(db);
  const [left] = rows;
  if (!left) return false;
  const { costMicroUsdMax = Number.POSITIVE_INFINITY, tokensMax = Number.POSITIVE_INFINITY } = by;
  return left.cost + (worst.costMicroUsd ?? 0) <= costMicroUsdMax && left.tokens + worst.tokens <= tokensMax;
}
