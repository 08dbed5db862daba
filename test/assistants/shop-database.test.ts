import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually } from '../support/eventually.ts';
import { openShopStage, type ShopStage, visitor, waiting } from './support/shop-on-postgres.ts';

let shop: ShopStage;
before(async () => {
  shop = await openShopStage();
});
after(() => shop.end());
beforeEach(() => {
  shop.errors.length = 0;
});

/** A process of its own that looks an order up, once; prints its number, status and total. */
async function findElsewhere(env: Record<string, string>): Promise<string> {
  const script = fileURLToPath(new URL('./support/find-an-order.ts', import.meta.url));
  const { PATH } = process.env;
  const { stdout } = await promisify(execFile)(process.execPath, [script], {
    env: { ...(PATH && { PATH }), ...env },
    timeout: 60_000,
  });
  return stdout.trim();
}

test('where the tables could not be made, the next call tries again', async () => {
  await shop.rows('create schema shop; create view shop.orders as select 1 as id');
  await assert.rejects(shop.call('find_order', { orderId: 'A-1001' }));
  assert.deepEqual(shop.errors, ["The shop's database can't be used"]);
  assert.deepEqual(await shop.rows(`select 1 from pg_tables where schemaname = 'shop'`), []);
  await shop.rows('drop schema shop cascade');
  assert.partialDeepStrictEqual(await shop.call('find_order', { orderId: 'A-1001' }), { found: true });
});

test('processes that start at once on an empty database make one shop', async () => {
  await shop.rows('drop schema if exists shop cascade');
  const found = await Promise.all([1, 2, 3].map(() => findElsewhere({ SHOP_DATABASE_URL: shop.url })));
  for (const each of found) assert.equal(each, 'A-1004 delivered 16800');
  assert.deepEqual(await shop.rows('select count(*)::int as orders from shop.orders'), [{ orders: 16 }]);
  assert.deepEqual(await shop.rows('select count(*)::int as seasons from shop.season'), [{ seasons: 1 }]);
});

test('a process that finds another making the shop waits for it', async () => {
  await shop.rows('drop schema shop cascade');
  await shop.rows('begin');
  await shop.rows('select pg_advisory_xact_lock(774310001)');
  await shop.rows('create schema shop');
  const found = findElsewhere({ SHOP_DATABASE_URL: shop.url });
  await eventually(() => waiting(shop));
  await shop.rows('commit');
  assert.equal(await found, 'A-1004 delivered 16800');
});

test('a later start, or one on Baton’s own address, finds what was done before', async () => {
  await shop.call('cancel_order', { orderId: 'A-1005' });
  const found = await findElsewhere({ DATABASE_URL: shop.url, ORDER: 'A-1005' });
  assert.equal(found, 'A-1005 cancelled 8900');
});

test('after a week the demo begins anew, dated from today, and keeps what was agreed for later', async () => {
  const { times } = (await shop.call('appointment_times', { store: 'Berlin' })) as { times: object[] };
  await shop.call('book_appointment', { store: 'Berlin', ...times[0], kind: 'styling', name: 'Ada' });
  await shop.rows('update shop.season set began_on = began_on - 6');
  await shop.rows('update shop.orders set arrives_on = arrives_on - 6');
  const find = () => findElsewhere({ SHOP_DATABASE_URL: shop.url, ORDER: 'A-1005' });
  assert.equal(await find(), 'A-1005 cancelled 8900');
  await shop.rows('update shop.season set began_on = began_on - 1');
  assert.equal(await find(), 'A-1005 packing 8900');
  const rows = await shop.rows(
    `select (arrives_on - (now() at time zone 'utc')::date)::int as days from shop.orders where id = 'A-1001'`,
  );
  assert.deepEqual(rows, [{ days: 1 }]);
  assert.deepEqual(await shop.rows('select name from shop.appointments'), [{ name: 'Ada' }]);
});

test('connections that the server ends are replaced, and end no process', async () => {
  await shop.call('find_order', { orderId: 'A-1001' });
  const ended = await shop.rows(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'baton-shop' and datname = current_database()`,
  );
  assert.ok(ended.length > 0);
  const found = await shop
    .call('find_order', { orderId: 'A-1001' })
    .catch(() => shop.call('find_order', { orderId: 'A-1001' }));
  assert.partialDeepStrictEqual(found, { found: true });
});

test('without a database the tool fails, and its log says what to set', async () => {
  const { SHOP_DATABASE_URL, DATABASE_URL } = process.env;
  delete process.env.SHOP_DATABASE_URL;
  delete process.env.DATABASE_URL;
  try {
    await assert.rejects(shop.call('find_order', { orderId: 'A-1001' }, { as: visitor }), /DATABASE_URL/);
    assert.deepEqual(shop.errors, ["The shop's database can't be used"]);
  } finally {
    process.env.SHOP_DATABASE_URL = SHOP_DATABASE_URL;
    if (DATABASE_URL) process.env.DATABASE_URL = DATABASE_URL;
  }
});
