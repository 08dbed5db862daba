import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually } from '../support/eventually.ts';
import {
  openShopStage,
  refusal,
  type ShopStage,
  signedIn,
  visitor,
  waiting,
} from './support/shop-on-postgres.ts';

let shop: ShopStage;
before(async () => {
  shop = await openShopStage();
});
after(() => shop.end());

const lena = signedIn('c-100');
const tom = signedIn('c-101');
const jonas = signedIn('c-104');

test('a refund is paid once for an order, whoever asks again and for how much', async () => {
  const first = await shop.call('refund_order', { orderId: 'A-1003', amountCents: 1_000 });
  assert.deepEqual(first, { refundId: 'R-5001', amountCents: 1_000 });
  assert.deepEqual(await shop.call('refund_order', { orderId: 'a-1003', amountCents: 1_490 }), first);
  assert.deepEqual(
    await shop.call('refund_order', { orderId: 'A-1003', amountCents: 200 }, { as: lena }),
    first,
  );
  assert.partialDeepStrictEqual(await shop.call('find_order', { orderId: 'A-1003' }), {
    order: { refundedCents: 1_000 },
  });
});

test('of two refunds of one order at once one is paid, and both hear of it', async () => {
  await shop.rows('begin');
  const [paid] = await shop.rows(
    `insert into shop.refunds (effect_key, order_id, amount_cents) values ('the other', 'A-1009', 3900)
     returning 'R-' || number as "refundId", amount_cents as "amountCents"`,
  );
  const second = shop.call('refund_order', { orderId: 'A-1009', amountCents: 500 }, { as: tom });
  await eventually(() => waiting(shop));
  await shop.rows('commit');
  assert.deepEqual(await second, paid);
});

test('a refund of too much, of nothing known, or of a stranger’s order is refused and pays nothing', async () => {
  const refund = (orderId: string, amountCents: number) =>
    shop.call('refund_order', { orderId, amountCents });
  await assert.rejects(refund('A-1001', 5_901), refusal(/came to 5900 cents/));
  await assert.rejects(refund('A-9999', 1), refusal(/no order A-9999/));
  await assert.rejects(refund('A-1008', 1), refusal(/no order A-1008/));
  const paid = await shop.rows(`select 1 from shop.refunds where order_id in ('A-1001', 'A-1008')`);
  assert.deepEqual(paid, []);
});

test('an order is cancelled only while it is packed, its pieces are back, and the call can be found out', async () => {
  const stock = async () =>
    (await shop.call('check_stock', { article: 'wool jumper', size: 'L' })) as { matches: unknown[] };
  const args = { orderId: 'A-1005' };
  assert.equal(await shop.reconcile('cancel_order', args), undefined);
  assert.partialDeepStrictEqual(await stock(), { matches: [{ stock: { L: 5 } }] });
  const cancelled = { orderId: 'A-1005', status: 'cancelled' };
  assert.deepEqual(await shop.call('cancel_order', args), cancelled);
  assert.partialDeepStrictEqual(await stock(), { matches: [{ stock: { L: 6 } }] });
  assert.deepEqual(await shop.reconcile('cancel_order', args), cancelled);
  assert.equal(await shop.reconcile('cancel_order', args, tom), undefined);
  await assert.rejects(shop.call('cancel_order', args), refusal(/A-1005 is cancelled/));
  await assert.rejects(shop.call('cancel_order', { orderId: 'A-1001' }), refusal(/A-1001 is shipped/));
  await assert.rejects(
    shop.call('cancel_order', { orderId: 'A-1011' }, { as: tom }),
    refusal(/no order A-1011/),
  );
  assert.partialDeepStrictEqual(await stock(), { matches: [{ stock: { L: 6 } }] });
});

test('a return is announced once, within thirty days, or later where the piece is faulty', async () => {
  const announce = (orderId: string, reason: string, as = lena) =>
    shop.call('start_return', { orderId, reason }, { as });
  const first = (await announce('A-1004', 'too small')) as { returnId: string };
  assert.match(first.returnId, /^RET-70\d\d$/);
  assert.deepEqual(await announce('a-1004', 'too large'), first);
  assert.partialDeepStrictEqual(await shop.call('find_order', { orderId: 'A-1004' }), {
    order: first && { returnId: first.returnId },
  });
  await assert.rejects(announce('A-1007', 'too small'), refusal(/30 days for a return are over/));
  await announce('A-1007', 'faulty');
  await assert.rejects(announce('A-1001', 'other'), refusal(/A-1001 is shipped/));
  await assert.rejects(announce('A-1009', 'other'), refusal(/no order A-1009/));
});

test('a parcel is searched for once it is late or missing, and the carrier knows where to tell what came of it', async () => {
  const trace = (orderId: string, as = visitor) => shop.call('start_parcel_inquiry', { orderId }, { as });
  await trace('a-1003');
  await trace('A-1003');
  const traces = () => shop.rows('select order_id, callback_url from shop.parcel_traces');
  const callback_url = 'https://baton.test/webhooks/tools/a-token';
  assert.deepEqual(await traces(), [{ order_id: 'A-1003', callback_url }]);
  await assert.rejects(trace('A-1001'), refusal(/expected on .*; the carrier searches from 2 days after/));
  await assert.rejects(trace('A-1002'), refusal(/A-1002 is packing/));
  await assert.rejects(trace('A-1004'), refusal(/14 days for a search are over/));
  await assert.rejects(trace('A-1009'), refusal(/no order A-1009/));
  assert.equal((await traces()).length, 1);
});

test('an address changes while the order is packed, for its owner only, within the country', async () => {
  const home = { street: 'Torstraße 5', postcode: '10119', city: 'Berlin' };
  const change = (orderId: string, as = lena, address: object = home) =>
    shop.call('change_address', { orderId, ...address }, { as });
  assert.deepEqual(await change('A-1006'), { orderId: 'A-1006', ...home });
  const stored = () => shop.rows(`select street, postcode, city from shop.orders where id = 'A-1006'`);
  assert.deepEqual(await stored(), [home]);
  await assert.rejects(change('A-1008', tom), refusal(/A-1008 is shipped/));
  await assert.rejects(change('A-1011', tom), refusal(/no order A-1011/));
  await assert.rejects(change('A-1002', tom), refusal(/no order A-1002/));
  await assert.rejects(change('A-1006', lena, { ...home, postcode: '1070' }), refusal(/no postcode in DE/));
  assert.deepEqual(await stored(), [home]);
});

test('a retried change of address gives its first result, and leaves a later change alone', async () => {
  const first = { street: 'Burggasse 1', postcode: '1070', city: 'Wien' };
  const second = { street: 'Burggasse 2', postcode: '1070', city: 'Wien' };
  const change = (address: object) =>
    shop.call('change_address', { orderId: 'A-1014', ...address }, { as: jonas });
  const result = await change(first);
  await change(second);
  assert.deepEqual(await change(first), result);
  assert.deepEqual(await shop.rows(`select street from shop.orders where id = 'A-1014'`), [
    { street: second.street },
  ]);
});

test('an invoice goes to the account’s own address, once for a call, when there is one', async () => {
  const send = (orderId: string, key?: string) =>
    shop.call('send_invoice', { orderId }, { as: tom, ...(key && { key }) });
  const sent = { invoiceId: 'INV-1009', sentTo: 't…@example.com' };
  assert.deepEqual(await send('A-1009'), sent);
  assert.deepEqual(await send('A-1009'), sent);
  const mails = () => shop.rows(`select email from shop.invoice_mails where order_id = 'A-1009'`);
  assert.deepEqual(await mails(), [{ email: 'tom.becker@example.com' }]);
  await send('A-1009', 'another concern');
  assert.equal((await mails()).length, 2);
  await assert.rejects(send('A-1010'), refusal(/cancelled/));
  await assert.rejects(send('A-1004'), refusal(/no order A-1004/));
  await assert.rejects(
    shop.call('send_invoice', { orderId: 'A-1006' }, { as: lena }),
    refusal(/no invoice yet/),
  );
});
