import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openShopStage, type ShopStage, signedIn } from './support/shop-on-postgres.ts';

let shop: ShopStage;
before(async () => {
  shop = await openShopStage();
});
after(() => shop.end());

const today = () => new Date().toISOString().slice(0, 10);

test('an order is found however it is spelled, and an unknown one is said to be unknown', async () => {
  assert.partialDeepStrictEqual(await shop.call('find_order', { orderId: ' a-1001 ' }), {
    found: true,
    order: {
      id: 'A-1001',
      status: 'shipped',
      totalCents: 5_900,
      items: [{ article: 'Linen shirt', size: 'M', pieces: 1, priceCents: 5_900 }],
    },
  });
  assert.deepEqual(await shop.call('find_order', { orderId: 'A-9999' }), { found: false });
});

test('the orders that the docs name are as the docs say', async () => {
  const expected = [
    ['A-1001', 'shipped', 5_900],
    ['A-1002', 'packing', 15_880],
    ['A-1003', 'delivered', 1_490],
    ['A-1004', 'delivered', 16_800],
    ['A-1005', 'packing', 8_900],
  ];
  for (const [id, status, totalCents] of expected) {
    const { order } = (await shop.call('find_order', { orderId: id })) as { order: object };
    assert.partialDeepStrictEqual(order, { id, status, totalCents });
  }
});

test("an account's order is found by its owner only, and to others it is as if there were none", async () => {
  const find = (as?: ReturnType<typeof signedIn>) =>
    shop.call('find_order', { orderId: 'A-1008' }, as && { as });
  assert.partialDeepStrictEqual(await find(signedIn('c-101')), { found: true, order: { id: 'A-1008' } });
  assert.deepEqual(await find(signedIn('c-102')), { found: false });
  assert.deepEqual(await find(), { found: false });
  const unproved = { ...signedIn('c-101'), proof: 'channel-proved' } as const;
  assert.deepEqual(await find(unproved), { found: false });
});

test('my orders are those of the account, newest first, and nobody else’s', async () => {
  const ordersOf = async (as: ReturnType<typeof signedIn>, limit?: number) => {
    const { orders } = (await shop.call('my_orders', { limit }, { as })) as { orders: { id: string }[] };
    return orders.map(({ id }) => id);
  };
  assert.deepEqual(await ordersOf(signedIn('c-101')), ['A-1008', 'A-1009', 'A-1010']);
  assert.deepEqual(await ordersOf(signedIn('c-100'), 2), ['A-1006', 'A-1005']);
  assert.deepEqual(await ordersOf(signedIn('c-999')), []);
  assert.deepEqual(await ordersOf({ ...signedIn('c-101'), proof: 'claimed' }), []);
});

test('stock is told by article and size, in the language it was asked in', async () => {
  assert.deepEqual(await shop.call('check_stock', { article: 'jacket' }), {
    matches: [{ article: 'Rain jacket', priceCents: 12_900, stock: { S: 1, M: 3, L: 0, XL: 0 } }],
  });
  assert.deepEqual(await shop.call('check_stock', { article: 'linen-shirt', size: 'M' }), {
    matches: [{ article: 'Linen shirt', priceCents: 5_900, stock: { M: 0 } }],
  });
  assert.partialDeepStrictEqual(await shop.call('check_stock', { article: 'Wollmäntel' }), {
    matches: [{ article: 'Wollmantel' }],
  });
  assert.deepEqual(await shop.call('check_stock', { article: 'hat' }), { matches: [] });
});

test('articles are found by category, size and price, and only those that can be bought', async () => {
  const find = async (args: object) => {
    const { articles } = (await shop.call('find_articles', args)) as { articles: { article: string }[] };
    return articles.map(({ article }) => article);
  };
  assert.deepEqual(await find({ category: 'knitwear', size: 'L' }), ['Wool jumper']);
  assert.deepEqual(await find({ category: 'accessories' }), ['Leather belt', 'Wool scarf']);
  assert.deepEqual(await find({ category: 'trousers', priceCentsMax: 7_500 }), ['Linen trousers']);
  assert.deepEqual(await find({ category: 'Schuhe' }), []);
  assert.ok((await find({})).length >= 15);
});

test('delivery windows and appointments are days to come, when somebody works', async () => {
  const { slots } = (await shop.call('delivery_slots', { postcode: '10115' })) as {
    slots: { day: string }[];
  };
  assert.equal(slots.length, 3);
  for (const { day } of slots) {
    assert.ok(day > today());
    assert.notEqual(new Date(day).getUTCDay(), 0);
  }
  const { times } = (await shop.call('appointment_times', { store: 'Vienna' })) as {
    times: { day: string }[];
  };
  assert.equal(times.length, 12);
  for (const { day } of times) {
    assert.ok(day > today());
    assert.ok(new Date(day).getUTCDay() >= 2);
  }
});
