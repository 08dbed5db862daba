import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadAssistants } from '../../src/registry/load-assistants.ts';
import type { ToolContext } from '../../src/registry/tool.ts';

const folder = fileURLToPath(new URL('../../assistants', import.meta.url));
const { default: shop } = await loadAssistants(folder, {});

/** Runs a tool as the product does: arguments and result checked, under the call's own key. */
async function call(name: string, args: unknown): Promise<unknown> {
  const tool = shop.tools.get(name);
  assert.ok(tool);
  const input = tool.checkInput(args);
  assert.ok(input.ok, JSON.stringify(input));
  const log = { info() {}, warn() {}, error() {} };
  const { key: effectKey } = tool.effectKeyFor(input.args);
  const output = tool.checkOutput(await tool.run(input.args, { effectKey, log } as unknown as ToolContext));
  assert.ok(output.ok, JSON.stringify(output));
  return output.output;
}

test('the shop is the default, answers with its large model, and serves visitors whom nobody knows', () => {
  assert.equal(shop.id, 'shop');
  assert.equal(shop.model, 'large');
  for (const tool of shop.tools.values()) assert.equal(tool.proof, 'claimed');
});

test('an order is found however it is spelled, and an unknown one is said to be unknown', async () => {
  assert.partialDeepStrictEqual(await call('find_order', { orderId: ' a-1001 ' }), {
    found: true,
    order: { id: 'A-1001', status: 'shipped', totalCents: 5_900 },
  });
  assert.deepEqual(await call('find_order', { orderId: 'A-9999' }), { found: false });
});

test('stock is told by article and size', async () => {
  const all = await call('check_stock', { article: 'jacket' });
  assert.deepEqual(all, {
    matches: [{ article: 'Rain jacket', priceCents: 12_900, stock: { S: 1, M: 3, L: 0, XL: 0 } }],
  });
  assert.partialDeepStrictEqual(await call('check_stock', { article: 'linen-shirt', size: 'M' }), {
    matches: [{ stock: { M: 0 } }],
  });
  assert.deepEqual(await call('check_stock', { article: 'hat' }), { matches: [] });
});

test('delivery slots are days to come', async () => {
  const { slots } = (await call('delivery_slots', { postcode: '10115' })) as { slots: { day: string }[] };
  assert.equal(slots.length, 3);
  for (const { day } of slots) assert.ok(day > new Date().toISOString().slice(0, 10));
});

test('a refund is paid once for an order, and above 5,000 cents only after a decision', async () => {
  const refund = shop.tools.get('refund_order');
  assert.equal(refund?.approvalFor({ orderId: 'A-1003', amountCents: 5_000 }), undefined);
  assert.equal(refund?.approvalFor({ orderId: 'A-1004', amountCents: 5_001 })?.onExpiry, 'reject');
  assert.deepEqual(refund?.effectKeyFor({ orderId: ' a-1003', amountCents: 1 }), {
    key: 'A-1003',
    scope: 'customer',
  });
  const first = await call('refund_order', { orderId: 'A-1003', amountCents: 1_000 });
  assert.deepEqual(await call('refund_order', { orderId: 'a-1003', amountCents: 1_490 }), first);
});

test('a refund of too much, or of nothing known, is refused and pays nothing', async () => {
  const refusal = { name: 'ToolRefusal' };
  await assert.rejects(call('refund_order', { orderId: 'A-1001', amountCents: 5_901 }), refusal);
  await assert.rejects(call('refund_order', { orderId: 'A-9999', amountCents: 1 }), refusal);
});

test('an order is cancelled only while it is packed, and it can be found out whether it was', async () => {
  const cancel = shop.tools.get('cancel_order');
  const reconciled = () => cancel?.reconcile?.({ orderId: 'A-1005' }, {} as ToolContext);
  assert.equal(await reconciled(), undefined);
  assert.deepEqual(await call('cancel_order', { orderId: 'A-1005' }), {
    orderId: 'A-1005',
    status: 'cancelled',
  });
  assert.deepEqual(await reconciled(), { orderId: 'A-1005', status: 'cancelled' });
  await assert.rejects(call('cancel_order', { orderId: 'A-1005' }), { name: 'ToolRefusal' });
  await assert.rejects(call('cancel_order', { orderId: 'A-1001' }), { name: 'ToolRefusal' });
});
