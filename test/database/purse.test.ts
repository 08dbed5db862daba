import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Database, migrate, openDatabase } from '../../src/database/open-database.ts';
import { createPurse, type NewReservation } from '../../src/database/purse.ts';
import type { HeldBy } from '../../src/domain/purse/held-by.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

let postgres: TestDatabase;
let pools: Database[];
before(async () => {
  postgres = await testDatabase();
  pools = [
    openDatabase(postgres.url, { connectionsMax: 20 }),
    openDatabase(postgres.url, { connectionsMax: 20 }),
  ];
  for (const pool of pools) await migrate(pool);
});
after(async () => {
  for (const pool of pools) await pool.destroy();
  await postgres.drop();
});

const purse = () => createPurse(pools[0] as Database);
const cap = (scope: string, costMicroUsdMax: number, more: Partial<HeldBy> = {}): HeldBy => ({
  kind: 'case',
  scope,
  costMicroUsdMax,
  assumedMicroUsdPerMillionTokens: 0,
  ...more,
});
const wanting = (callId: string, held: HeldBy[], costMicroUsd: number, dueInMs = 60_000): NewReservation => ({
  callId,
  payer: { assistant: 'desk' },
  component: 'large',
  held,
  worst: { tokens: 10, costMicroUsd },
  dueAt: new Date(Date.now() + dueInMs),
});
const costOf = async (held: HeldBy) => (await purse().taken([held])).get(held.scope)?.costMicroUsd ?? 0;

test('what fits every cap is set aside in every purse, what passes one is set aside in none', async () => {
  const [narrow, wide] = [cap('narrow', 100), cap('wide', 1_000)];
  assert.deepEqual(await purse().reserve(wanting('a', [narrow, wide], 60)), {
    outcome: 'reserved',
    attempt: 1,
  });
  assert.deepEqual(await purse().reserve(wanting('b', [narrow, wide], 41)), {
    outcome: 'lacking',
    scope: 'narrow',
    maySoon: true,
  });
  assert.deepEqual([await costOf(narrow), await costOf(wide)], [60, 60]);
  assert.equal(
    (await purse().reserve(wanting('b', [narrow, wide], 40))).outcome,
    'reserved',
    'to the last bit',
  );
  assert.deepEqual(await purse().reserve(wanting('c', [narrow], 101)), {
    outcome: 'lacking',
    scope: 'narrow',
    maySoon: false,
  });
});

test('an attempt is settled once: to what it took, to nothing, or in full', async () => {
  const held = cap('settling', 1_000);
  const ends = [
    { state: 'settled', outcome: 'answered', taken: { tokens: 3, costMicroUsd: 7 } },
    { state: 'released', outcome: 'rate_limited' },
    { state: 'forfeited', outcome: 'transient' },
  ] as const;
  for (const [index, end] of ends.entries()) {
    const key = { callId: 'settling', attempt: index + 1 };
    assert.deepEqual(await purse().reserve(wanting('settling', [held], 100)), {
      outcome: 'reserved',
      ...{ attempt: index + 1 },
    });
    await purse().settle(key, end);
    await purse().settle(key, { state: 'released', outcome: 'again' });
  }
  assert.deepEqual((await purse().taken([held])).get('settling'), {
    costMicroUsd: 107,
    tokens: 13,
    unpricedTokens: 0,
  });
});

test('one that never settled counts in full, is waited for only while it may live, and may still tell', async () => {
  const held = cap('killed', 100);
  await purse().reserve(wanting('killed', [held], 90, -1));
  const refused = await purse().reserve(wanting('next', [held], 20));
  assert.deepEqual(refused, { outcome: 'lacking', scope: 'killed', maySoon: false });
  await purse().settle(
    { callId: 'killed', attempt: 1 },
    { state: 'settled', outcome: 'answered', taken: { tokens: 1, costMicroUsd: 5 } },
  );
  assert.equal((await purse().reserve(wanting('next', [held], 20))).outcome, 'reserved');
});

test('an unknown price is held by tokens, or where none are capped by the dearest price; it is never nothing', async () => {
  const unpriced = (callId: string, held: HeldBy): NewReservation => ({
    ...wanting(callId, [held], 0),
    worst: { tokens: 600 },
  });
  const { costMicroUsdMax: _, ...byTokens } = cap('tokens', 0, { tokensMax: 1_000 });
  assert.equal((await purse().reserve(unpriced('t1', byTokens))).outcome, 'reserved');
  assert.equal((await purse().reserve(unpriced('t2', byTokens))).outcome, 'lacking');
  const byPrice = cap('price', 1_000, { assumedMicroUsdPerMillionTokens: 1_000_000 });
  assert.equal((await purse().reserve(unpriced('p1', byPrice))).outcome, 'reserved');
  assert.equal((await purse().reserve(unpriced('p2', byPrice))).outcome, 'lacking');
  assert.deepEqual((await purse().taken([byPrice])).get('price'), {
    costMicroUsd: 0,
    tokens: 600,
    unpricedTokens: 600,
  });
  await purse().settle(
    { callId: 'p1', attempt: 1 },
    { state: 'settled', outcome: 'answered', taken: { tokens: 100 } },
  );
  assert.equal((await purse().taken([byPrice])).get('price')?.unpricedTokens, 100);
  assert.equal((await purse().reserve(unpriced('p2', byPrice))).outcome, 'reserved');
});

test('twenty at a time on one purse, over two pools: nobody waits in a circle, and the cap holds to the last', async () => {
  const day = cap('day', 10_000, { kind: 'assistantDay' });
  const calls = Array.from({ length: 400 }, (_, index) => index);
  let granted = 0;
  const work = async () => {
    for (let index = calls.shift(); index !== undefined; index = calls.shift()) {
      const own = createPurse(pools[index % 2] as Database);
      const held = [cap(`turn ${index % 7}`, 1_000_000), cap(`customer ${index % 3}`, 1_000_000), day];
      // Every third attempt is another at the same call.
      const callId = `busy ${index - (index % 3)}`;
      const reserved = await own.reserve(wanting(callId, held, 100));
      if (reserved.outcome === 'lacking') continue;
      granted += 1;
      const taken = { tokens: 1, costMicroUsd: 60 };
      await own.settle(
        { callId, attempt: reserved.attempt },
        { state: 'settled', outcome: 'answered', taken },
      );
    }
  };
  await Promise.all(Array.from({ length: 20 }, work));
  const spent = await costOf(day);
  assert.equal(spent, granted * 60, 'every settlement is in the purse');
  assert.ok(spent <= 10_000 && spent > 10_000 - 20 * 100, `${spent}`);
});
