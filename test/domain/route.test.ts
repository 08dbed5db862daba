import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AssistantSettings } from '../../src/domain/manifest.ts';
import { agentOf, fallbackIntent, firstRoute, routeOf, tierOf } from '../../src/domain/route.ts';
import type { Understanding } from '../../src/domain/understanding.ts';

const agent = { instructions: '', tools: [], knowledge: [], handoffs: [], consults: [] };
const model = { model: 'm', contextTokens: 10, outputTokensMax: 5 };
const intent = (agentName: string, tier: string) => ({
  description: '',
  examples: [],
  agent: agentName,
  tier,
});

const shop: Pick<AssistantSettings, 'agents' | 'intents' | 'models' | 'tier'> = {
  agents: { desk: agent, orders: { ...agent, instructions: 'orders' } },
  intents: {
    order_status: intent('orders', 'small'),
    complaint: intent('orders', 'large'),
    other: intent('desk', 'small'),
  },
  models: { small: model, large: model },
  tier: 'large',
};

const table: readonly [what: string, Partial<Understanding>, agent: string, tier: string, reason: RegExp][] =
  [
    ['a simple look-up', { intent: 'order_status' }, 'orders', 'small', /^order_status \(0\.90\), simple$/],
    ['a complex one', { intent: 'order_status', complexity: 'complex' }, 'orders', 'large', /complex$/],
    ['an intent of the large tier', { intent: 'complaint' }, 'orders', 'large', /^complaint/],
    ['one that just counts as sure', { intent: 'order_status', confidence: 0.5 }, 'orders', 'small', /0\.50/],
    [
      'a guess',
      { intent: 'order_status', confidence: 0.49 },
      'desk',
      'large',
      /^unsure, perhaps order_status/,
    ],
    [
      'a complex guess',
      { intent: 'complaint', confidence: 0, complexity: 'complex' },
      'desk',
      'large',
      /unsure/,
    ],
    [
      'a model that could not be asked',
      { intent: 'other', by: 'fallback', confidence: 0 },
      'desk',
      'large',
      /could not/,
    ],
    ['what fits nothing', { intent: 'other' }, 'desk', 'small', /^other/],
    ['an intent that is gone', { intent: 'constructor' }, 'desk', 'large', /no intents/],
  ];

for (const [what, found, agentName, tier, reason] of table) {
  test(`${what} goes to ${agentName} with the ${tier} model`, () => {
    const route = routeOf(shop, { confidence: 0.9, complexity: 'simple', by: 'model', ...found });
    assert.equal(route.agent, agentName);
    assert.equal(route.tier, tier);
    assert.match(route.reason, reason);
  });
}

test("without a large model the tier is the intent's, whatever was made out", () => {
  const small = { ...shop, models: { small: model }, tier: 'small' };
  const complex = { intent: 'order_status', confidence: 0.1, complexity: 'complex', by: 'model' } as const;
  assert.equal(routeOf(small, complex).tier, 'small');
});

test('what fits none goes to the intent named other, else to the last', () => {
  assert.equal(fallbackIntent(shop.intents), 'other');
  const { other: _, ...rest } = shop.intents;
  assert.equal(fallbackIntent(rest), 'complaint');
  assert.equal(fallbackIntent({}), undefined);
});

test('a stored route that names what is gone falls back to what is there', () => {
  const gone = { agent: 'toString', tier: 'huge', reason: '' };
  assert.equal(agentOf(shop, gone), shop.agents.desk);
  assert.equal(tierOf(shop, gone), 'large');
  assert.equal(agentOf(shop, { ...gone, agent: 'orders' }).instructions, 'orders');
  assert.equal(tierOf(shop, null), 'large');
  assert.deepEqual({ ...firstRoute(shop), reason: '' }, { agent: 'desk', tier: 'large', reason: '' });
});

test('a tier that is not asked now is named in the reason, with why, and stays the one that is wanted', () => {
  const models = { small: { ...model, fallback: ['large'] }, large: { ...model, fallback: ['small'] } };
  const chained = { ...shop, models };
  const complex = { intent: 'order_status', confidence: 0.9, complexity: 'complex', by: 'model' } as const;
  const fine = { economy: 'none', troubled: new Map<string, string>(), smallTier: 'small' } as const;
  const asRouted = { agent: 'orders', tier: 'large', reason: 'order_status (0.90), complex' };
  assert.deepEqual(routeOf(chained, complex, fine), asRouted);

  const down = { ...fine, troubled: new Map([['large', 'is down']]) };
  const avoided = routeOf(chained, complex, down);
  assert.deepEqual(avoided, {
    ...{ agent: 'orders', tier: 'small', wanted: 'large' },
    reason: 'order_status (0.90), complex; small instead of large, because large is down',
  });
  assert.equal(tierOf(chained, avoided), 'large', 'it is asked again once it is well');

  const short = { ...fine, economy: 'small', strained: '72 % of the budget of this case is used' } as const;
  assert.match(
    routeOf(chained, complex, short).reason,
    /; small instead of large, because 72 % of the budget of this case is used$/,
  );
  const both = { ...short, troubled: down.troubled };
  assert.match(routeOf(chained, complex, both).reason, /because 72 % .* is used, and large is down$/);
  // Nobody else is there, or it is the small one anyway: nothing is said.
  assert.deepEqual(routeOf(shop, complex, down), asRouted);
  assert.equal(routeOf(chained, { ...complex, complexity: 'simple' }, short).wanted, undefined);
});
