import { type ToolCustomer, ToolRefusal } from 'baton';
import type { Queryable } from './database.ts';
import { lockOrder } from './orders.ts';

/** Cancels an order that is still being packed, and puts its pieces back on the shelf. */
export async function cancelOrder(
  db: Queryable,
  orderId: string,
  customer: ToolCustomer,
  effectKey: string,
): Promise<string> {
  const { id, status } = await lockOrder(db, orderId, customer);
  if (status !== 'packing')
    throw new ToolRefusal(`Order ${id} is ${status}; only one being packed can be cancelled.`);
  await db.query(`update shop.orders set status = 'cancelled', cancelled_by = $2 where id = $1`, [
    id,
    effectKey,
  ]);
  await db.query(
    `update shop.stock s set pieces = s.pieces + i.pieces
     from shop.order_items i where i.order_id = $1 and i.article_id = s.article_id and i.size = s.size`,
    [id],
  );
  await db.query(
    `with freed as (delete from shop.deliveries where order_id = $1 returning area, day, starts)
     update shop.windows w set booked = w.booked - 1
     from freed where w.area = freed.area and w.day = freed.day and w.starts = freed.starts`,
    [id],
  );
  return id;
}

/** Whether a call under this key did cancel the order, however its answer was lost. */
export async function wasCancelledBy(db: Queryable, effectKey: string): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>(`select id from shop.orders where cancelled_by = $1`, [
    effectKey,
  ]);
  return rows[0]?.id;
}
