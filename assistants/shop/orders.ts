import { type ToolCustomer, ToolRefusal } from 'baton';
import type { Queryable } from './database.ts';

/** An order as its customer may see it. */
export interface Order {
  readonly id: string;
  readonly status: 'packing' | 'shipped' | 'delivered' | 'cancelled';
  readonly items: readonly {
    readonly article: string;
    readonly size: string;
    readonly pieces: number;
    readonly priceCents: number;
  }[];
  readonly totalCents: number;
  /** ISO 8601 dates. */
  readonly orderedOn: string;
  readonly arrivesOn: string;
  readonly refundedCents?: number;
  readonly returnId?: string;
  readonly deliveryWindow?: { readonly day: string; readonly from: string; readonly to: string };
}

/**
 * An order by its number, whatever case and spaces it was written in. Undefined when there is none, and just so when it
 * belongs to an account that the customer isn't signed in to: a guess tells nothing.
 */
export async function findOrder(
  db: Queryable,
  orderId: string,
  customer: ToolCustomer,
): Promise<Order | undefined> {
  const { rows } = await db.query<{ order: Order }>(
    `${select} where o.id = $1 and (o.as_guest or o.customer_id = $2)`,
    [orderNumber(orderId), accountOf(customer)],
  );
  return rows[0]?.order;
}

/** The latest orders of the account that the customer is signed in to, newest first. */
export async function ordersOf(db: Queryable, customer: ToolCustomer, limit: number): Promise<Order[]> {
  const { rows } = await db.query<{ order: Order }>(
    `${select} where o.customer_id = $1 order by o.ordered_on desc, o.id desc limit $2`,
    [accountOf(customer), limit],
  );
  return rows.map(({ order }) => order);
}

/**
 * Holds an order until the transaction ends, so that no two changes of it meet. `own`: only the account's own, not one
 * that a guest may ask for. Throws a `ToolRefusal` when there is none.
 */
export async function lockOrder(
  db: Queryable,
  orderId: string,
  customer: ToolCustomer,
  whose: 'own' | 'visible' = 'visible',
): Promise<Order> {
  const id = orderNumber(orderId);
  const { rowCount } = await db.query(
    `select 1 from shop.orders where id = $1 and (customer_id = $2 or (as_guest and $3)) for update`,
    [id, accountOf(customer), whose === 'visible'],
  );
  // Read once it is held: what a change before us wrote is seen only by a new statement.
  const order = rowCount ? await findOrder(db, id, customer) : undefined;
  if (order) return order;
  throw new ToolRefusal(`There is no order ${id} that this customer may ask about.`);
}

/** An order's number as the shop writes it. */
export const orderNumber = (written: string) => written.trim().toUpperCase();

/** Only what the shop's own site vouches for opens an account. */
const accountOf = ({ proof, businessId }: ToolCustomer) =>
  proof === 'business-proved' ? (businessId ?? null) : null;

const select = `
  select json_strip_nulls(json_build_object(
    'id', o.id, 'status', o.status,
    'items', (
      select json_agg(json_build_object('article', a.name, 'size', i.size, 'pieces', i.pieces, 'priceCents', i.price_cents)
        order by i.line)
      from shop.order_items i join shop.articles a on a.id = i.article_id where i.order_id = o.id),
    'totalCents', (select sum(i.pieces * i.price_cents)::int from shop.order_items i where i.order_id = o.id),
    'orderedOn', o.ordered_on, 'arrivesOn', o.arrives_on,
    'refundedCents', (select r.amount_cents from shop.refunds r where r.order_id = o.id),
    'returnId', (select 'RET-' || r.number from shop.returns r where r.order_id = o.id),
    'deliveryWindow', (
      select json_build_object('day', d.day, 'from', d.starts, 'to', d.ends)
      from shop.deliveries d where d.order_id = o.id)
  )) as "order"
  from shop.orders o`;
