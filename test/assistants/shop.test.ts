import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { detectLanguage } from '../../src/language/detect-language.ts';
import { loadAssistants } from '../../src/registry/load-assistants.ts';

const folder = fileURLToPath(new URL('../../assistants', import.meta.url));
const { default: shop } = await loadAssistants(folder, {});

test('the shop is the default, and answers with its large model where no intent says otherwise', () => {
  assert.equal(shop.id, 'shop');
  assert.equal(shop.tier, 'large');
});

test('what shows or moves a person’s own needs the word of the shop’s site; the rest serves whoever writes', () => {
  const proved = [...shop.tools.values()].filter((tool) => tool.proof !== 'claimed').map((tool) => tool.name);
  assert.deepEqual(proved.sort(), ['change_address', 'my_orders', 'send_invoice']);
});

test('every effect of the shop waits for nobody but a refund above 50 euros', () => {
  const refund = shop.tools.get('refund_order');
  assert.equal(refund?.approvalFor({ orderId: 'A-1003', amountCents: 5_000 }), undefined);
  assert.partialDeepStrictEqual(refund?.approvalFor({ orderId: 'A-1004', amountCents: 5_001 }), {
    onExpiry: 'reject',
    role: 'approver',
  });
  const others = [...shop.tools.values()].filter((tool) => tool.approval && tool.name !== 'refund_order');
  assert.deepEqual(others, []);
});

test('an order is one effect in whatever spelling, for the customer and not for one concern only', () => {
  for (const name of ['refund_order', 'cancel_order', 'start_return', 'book_delivery_slot']) {
    const key = shop.tools.get(name)?.effectKeyFor({ orderId: ' a-1003' });
    assert.deepEqual(key, { key: 'A-1003', scope: 'customer' }, name);
  }
});

test('looking something up is quick enough to be batched; changing something never is', () => {
  for (const { name, effect, policy } of shop.tools.values())
    assert.equal(policy.run, effect === 'read' ? 'local' : 'durable', name);
});

test('what could not be made out goes to the front desk; whatever changes an order is with one agent', () => {
  assert.equal(Object.keys(shop.agents)[0], 'desk');
  assert.equal(shop.intents.other?.agent, 'desk');
  const effectsOf = (agent: string) =>
    shop.agents[agent]?.tools.filter((name) => shop.tools.get(name)?.effect !== 'read');
  assert.deepEqual(effectsOf('desk'), ['book_appointment']);
  assert.deepEqual(effectsOf('advice'), []);
  assert.equal(effectsOf('orders')?.length, 7);
  for (const agent of Object.values(shop.agents)) assert.deepEqual(agent.knowledge, ['help']);
});

test('every intent is told by examples in both languages, none of which is said for two', () => {
  const examples = Object.values(shop.intents).flatMap((intent) => intent.examples);
  assert.equal(new Set(examples.map((example) => example.toLowerCase())).size, examples.length);
  for (const [name, { examples }] of Object.entries(shop.intents)) {
    assert.ok(examples.length >= 4 && examples.length <= 8, name);
    const languages = examples.map((example) => detectLanguage([example]));
    assert.ok(!languages.slice(0, examples.length / 2).includes('de'), name);
    assert.ok(languages.slice(examples.length / 2).includes('de'), name);
  }
});
