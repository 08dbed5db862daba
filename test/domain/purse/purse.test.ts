import assert from 'node:assert/strict';
import { test } from 'node:test';
import { costMicroUsd, worstCaseOf } from '../../../src/domain/purse/amount.ts';
import type { Budget } from '../../../src/domain/purse/budget.ts';
import { economyFor, shareOf, strainOf, strainWords } from '../../../src/domain/purse/economy.ts';
import { capsWithoutHold, heldBy } from '../../../src/domain/purse/held-by.ts';

const priced = { priceMicroUsdPerMillionTokens: { input: 150_000, output: 600_000 } };
const models = {
  small: { ...priced, model: 's', contextTokens: 10_000, outputTokensMax: 100 },
  backup: { model: 'b', contextTokens: 10_000, outputTokensMax: 100 },
};
const payer = { assistant: 'desk', conversationId: 'c', customerId: 'p', caseNumber: 2, turnId: 't' };
const budget: Budget = {
  turn: { tokens: 1_000 },
  case: { costMicroUsd: 100 },
  assistantDay: { costMicroUsd: 1_000, tokens: 50_000 },
  downgradeAt: 0.7,
};
const lateEvening = new Date('2026-11-25T23:59:59.999Z');

test('the worst case counts each byte as a token and each token that may be answered, rounded up', () => {
  assert.deepEqual(worstCaseOf(priced, 1, 0), { tokens: 1, costMicroUsd: 1 });
  assert.deepEqual(worstCaseOf(priced, 10_000, 1_000), { tokens: 11_000, costMicroUsd: 2_100 });
  assert.equal(costMicroUsd(priced, { inputTokens: 0, outputTokens: 0 }), 0);
});

test('an unknown price is no price: it has no cost, which is not a cost of nothing', () => {
  assert.deepEqual(worstCaseOf({}, 10, 5), { tokens: 15 });
});

test('a call is held by every purse that has a cap, from the narrowest, a day being a UTC day', () => {
  const held = heldBy({ budget, models }, payer, lateEvening);
  assert.deepEqual(
    held.map(({ scope }) => scope),
    ['turn:t', 'case:c:2', 'assistant:desk:2026-11-25'],
  );
  const next = heldBy({ budget, models }, payer, new Date(lateEvening.getTime() + 1));
  assert.equal(next.at(-1)?.scope, 'assistant:desk:2026-11-26');
  assert.deepEqual(heldBy({ models }, payer, lateEvening), []);
});

test('a call beyond any turn is held by what is left of its payers', () => {
  const held = heldBy({ budget, models }, { assistant: 'desk' }, lateEvening);
  assert.deepEqual(
    held.map(({ kind }) => kind),
    ['assistantDay'],
  );
});

test('tokens of an unknown price count by the dearest price where no cap in tokens holds them', () => {
  const [turn, ofCase, day] = heldBy({ budget, models }, payer, lateEvening);
  assert.equal(turn?.assumedMicroUsdPerMillionTokens, 0);
  assert.equal(ofCase?.assumedMicroUsdPerMillionTokens, 600_000);
  assert.equal(day?.assumedMicroUsdPerMillionTokens, 0);
  assert.ok(ofCase);
  assert.equal(shareOf(ofCase, { costMicroUsd: 40, tokens: 100, unpricedTokens: 100 }), 1);
});

test('the nearest cap decides: as routed, then the small tier, then a short context', () => {
  const held = heldBy({ budget, models }, payer, lateEvening);
  const taken = new Map([
    ['turn:t', { costMicroUsd: 0, tokens: 100, unpricedTokens: 0 }],
    ['case:c:2', { costMicroUsd: 72, tokens: 100, unpricedTokens: 0 }],
  ]);
  const strain = strainOf(held, taken);
  assert.deepEqual(strain, { kind: 'case', share: 0.72 });
  assert.equal(strain && strainWords(strain), '72 % of the budget of this case is used');
  assert.equal(economyFor(undefined, 0.7), 'none');
  assert.equal(economyFor({ kind: 'case', share: 0.69 }, 0.7), 'none');
  assert.equal(economyFor(strain, 0.7), 'small');
  assert.equal(economyFor({ kind: 'case', share: 0.85 }, 0.7), 'short');
});

test('a cap of nothing is used up from the beginning', () => {
  const nothing = {
    kind: 'turn',
    scope: 's',
    costMicroUsdMax: 0,
    assumedMicroUsdPerMillionTokens: 0,
  } as const;
  assert.equal(shareOf(nothing, { costMicroUsd: 0, tokens: 0, unpricedTokens: 0 }), 1);
});

test('money alone caps nothing where no price is known', () => {
  assert.deepEqual(capsWithoutHold(budget, { backup: models.backup }), ['case']);
  assert.deepEqual(capsWithoutHold(budget, models), []);
  assert.deepEqual(capsWithoutHold(undefined, { backup: models.backup }), []);
});
