import type { Queryable } from './database.ts';
import { articles } from './seed/articles.ts';
import { customers } from './seed/customers.ts';
import { orders } from './seed/orders.ts';
import { tables } from './tables.ts';

/**
 * Makes the shop's tables and fills them, within the caller's transaction. Several processes may do so at once, and
 * again after every start: what is there stays. Orders are dated from the day of filling, so after a week, when "arrives
 * tomorrow" has become absurd, the demo begins anew: orders and stock as at first, and nothing done to them.
 */
export async function prepareShop(db: Queryable): Promise<void> {
  // The number means nothing; no other lock has it.
  await db.query('select pg_advisory_xact_lock(774310001)');
  await db.query(tables);
  const { rows } = await db.query(
    `select 1 from shop.season where began_on > (now() at time zone 'utc')::date - ${seasonDays}`,
  );
  if (rows.length === 0) await beginSeason(db);
}

const seasonDays = 7;

async function beginSeason(db: Queryable): Promise<void> {
  await db.query(clear);
  await db.query(fill.customers, [JSON.stringify(customers)]);
  await db.query(fill.articles, [JSON.stringify(articles)]);
  await db.query(fill.stock, [JSON.stringify(articles)]);
  await db.query(fill.orders, [JSON.stringify(orders)]);
  await db.query(fill.items, [JSON.stringify(orders)]);
}

/** Appointments and delivery windows yet to come were agreed with somebody, and are kept. */
const clear = `
  delete from shop.deliveries where day < (now() at time zone 'utc')::date;
  delete from shop.windows where day < (now() at time zone 'utc')::date;
  delete from shop.appointments where day < (now() at time zone 'utc')::date;
  delete from shop.refunds;
  delete from shop.returns;
  delete from shop.parcel_traces;
  delete from shop.address_changes;
  delete from shop.invoice_mails;
  delete from shop.order_items;
  delete from shop.season;
  insert into shop.season (began_on) values ((now() at time zone 'utc')::date)`;

const fill = {
  customers: `
    insert into shop.customers (id, name, email)
    select id, name, email from jsonb_to_recordset($1::jsonb) as c (id text, name text, email text)
    on conflict (id) do update set name = excluded.name, email = excluded.email`,
  articles: `
    insert into shop.articles (id, name, name_de, category, price_cents)
    select id, name, "nameDe", category, "priceCents"
    from jsonb_to_recordset($1::jsonb) as a (id text, name text, "nameDe" text, category text, "priceCents" int)
    on conflict (id) do update
    set name = excluded.name, name_de = excluded.name_de, category = excluded.category, price_cents = excluded.price_cents`,
  stock: `
    insert into shop.stock (article_id, size, pieces)
    select a.id, s.key, s.value::int
    from jsonb_to_recordset($1::jsonb) as a (id text, stock jsonb), jsonb_each_text(a.stock) s
    on conflict (article_id, size) do update set pieces = excluded.pieces`,
  orders: `
    insert into shop.orders
      (id, customer_id, as_guest, status, ordered_on, arrives_on, street, postcode, city, country)
    select id, "customerId", "asGuest", status,
      (now() at time zone 'utc')::date - "orderedDaysAgo", (now() at time zone 'utc')::date + "arrivesInDays",
      street, postcode, city, country
    from jsonb_to_recordset($1::jsonb) as o
      (id text, "customerId" text, "asGuest" boolean, status text, "orderedDaysAgo" int, "arrivesInDays" int,
       street text, postcode text, city text, country text)
    on conflict (id) do update
    set status = excluded.status, ordered_on = excluded.ordered_on, arrives_on = excluded.arrives_on,
      street = excluded.street, postcode = excluded.postcode, city = excluded.city, cancelled_by = null`,
  items: `
    insert into shop.order_items (order_id, line, article_id, size, pieces, price_cents)
    select o.id, i.line, i.item->>0, i.item->>1, (i.item->>2)::int, a.price_cents
    from jsonb_to_recordset($1::jsonb) as o (id text, items jsonb),
      jsonb_array_elements(o.items) with ordinality as i (item, line)
    join shop.articles a on a.id = i.item->>0`,
} as const;
