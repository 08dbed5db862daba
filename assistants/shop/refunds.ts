import { type ToolCustomer, ToolRefusal } from 'baton';
import type { Queryable } from './database.ts';
import { lockOrder } from './orders.ts';

/** One payment back to a customer. */
export interface Refund {
  readonly refundId: string;
  readonly amountCents: number;
}

/** Pays an order back, wholly or in part, once: whoever asks again, with the same key or another, gets the first refund. */
export async function payBack(
  db: Queryable,
  wish: { readonly orderId: string; readonly amountCents: number },
  customer: ToolCustomer,
  effectKey: string,
): Promise<Refund> {
  const { id, totalCents } = await lockOrder(db, wish.orderId, customer);
  const earlier = await db.query<Refund>(`${select} where effect_key = $1 or order_id = $2`, [effectKey, id]);
  if (earlier.rows[0]) return earlier.rows[0];
  if (wish.amountCents > totalCents)
    throw new ToolRefusal(`Order ${id} came to ${totalCents} cents; more can't be refunded.`);
  const { rows } = await db.query<Refund>(
    `insert into shop.refunds (effect_key, order_id, amount_cents) values ($1, $2, $3)
     returning 'R-' || number as "refundId", amount_cents as "amountCents"`,
    [effectKey, id, wish.amountCents],
  );
  if (!rows[0]) throw new Error('the refund was not written');
  return rows[0];
}

const select = `select 'R-' || number as "refundId", amount_cents as "amountCents" from shop.refunds`;
