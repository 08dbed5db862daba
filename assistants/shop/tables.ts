/**
 * The shop's tables. Whatever a tool does is written with the effect key it came under, unique in its table: asked again
 * with the same key, the shop finds the first result instead of doing it twice.
 */
export const tables = `
  create schema if not exists shop;

  create table if not exists shop.season (began_on date primary key);

  create table if not exists shop.customers (
    id text primary key,
    name text not null,
    email text not null
  );

  create table if not exists shop.articles (
    id text primary key,
    name text not null,
    name_de text not null,
    category text not null,
    price_cents int not null check (price_cents > 0)
  );

  create table if not exists shop.stock (
    article_id text not null references shop.articles,
    size text not null,
    pieces int not null check (pieces >= 0),
    primary key (article_id, size)
  );

  create table if not exists shop.orders (
    id text primary key,
    customer_id text not null references shop.customers,
    -- Ordered without signing in: whoever knows the number may ask.
    as_guest boolean not null,
    status text not null check (status in ('packing', 'shipped', 'delivered', 'cancelled')),
    ordered_on date not null,
    arrives_on date not null,
    street text not null,
    postcode text not null,
    city text not null,
    country text not null,
    -- The effect key of the call that cancelled it.
    cancelled_by text
  );
  create index if not exists orders_of_customer on shop.orders (customer_id, ordered_on);

  create table if not exists shop.order_items (
    order_id text not null references shop.orders,
    line int not null,
    article_id text not null references shop.articles,
    size text not null,
    pieces int not null check (pieces > 0),
    price_cents int not null,
    primary key (order_id, line)
  );

  create table if not exists shop.refunds (
    number int generated always as identity (start with 5001) primary key,
    effect_key text not null unique,
    order_id text not null unique references shop.orders,
    amount_cents int not null check (amount_cents > 0)
  );

  create table if not exists shop.returns (
    number int generated always as identity (start with 7001) primary key,
    effect_key text not null unique,
    order_id text not null unique references shop.orders,
    reason text not null,
    send_by date not null
  );

  create table if not exists shop.parcel_traces (
    effect_key text primary key,
    order_id text not null references shop.orders,
    -- Where the carrier tells what came of it.
    callback_url text not null
  );

  create table if not exists shop.address_changes (
    effect_key text primary key,
    order_id text not null references shop.orders,
    street text not null,
    postcode text not null,
    city text not null
  );

  create table if not exists shop.invoice_mails (
    effect_key text primary key,
    order_id text not null references shop.orders,
    email text not null
  );

  create table if not exists shop.windows (
    area text not null,
    day date not null,
    starts text not null,
    booked int not null,
    primary key (area, day, starts)
  );

  create table if not exists shop.deliveries (
    order_id text primary key references shop.orders,
    effect_key text not null unique,
    area text not null,
    day date not null,
    starts text not null,
    ends text not null
  );

  create table if not exists shop.appointments (
    number int generated always as identity (start with 301) primary key,
    effect_key text not null unique,
    store text not null,
    day date not null,
    starts text not null,
    kind text not null,
    name text not null,
    unique (store, day, starts)
  )`;
