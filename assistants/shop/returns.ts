import { type ToolCustomer, ToolRefusal } from 'baton';
import { dayFromToday, type Queryable } from './database.ts';
import { lockOrder } from './orders.ts';

/** Why something comes back, as the warehouse sorts it. */
export const returnReasons = [
  'too small',
  'too large',
  'not as expected',
  'faulty',
  'wrong article',
  'other',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** A return that was announced: the parcel is to be on its way by then. */
export interface Return {
  readonly returnId: string;
  readonly sendBy: string;
}

/** As the help pages promise: days from delivery, and days for the label. */
const returnDays = 30;
const labelDays = 14;

/** Announces the return of a delivered order. One return for an order: asked again, it gives the first. */
export async function startReturn(
  db: Queryable,
  wish: { readonly orderId: string; readonly reason: ReturnReason },
  customer: ToolCustomer,
  effectKey: string,
): Promise<Return> {
  const { id, status, arrivesOn } = await lockOrder(db, wish.orderId, customer);
  const earlier = await db.query<Return>(`${select} where effect_key = $1 or order_id = $2`, [effectKey, id]);
  if (earlier.rows[0]) return earlier.rows[0];
  if (status !== 'delivered')
    throw new ToolRefusal(`Order ${id} is ${status}; only a delivered one can be returned.`);
  // Faulty pieces are the law's matter, for two years.
  if (wish.reason !== 'faulty' && arrivesOn < dayFromToday(-returnDays))
    throw new ToolRefusal(
      `Order ${id} arrived on ${arrivesOn}; the ${returnDays} days for a return are over.`,
    );
  const { rows } = await db.query<Return>(
    `insert into shop.returns (effect_key, order_id, reason, send_by) values ($1, $2, $3, $4)
     returning 'RET-' || number as "returnId", to_char(send_by, 'YYYY-MM-DD') as "sendBy"`,
    [effectKey, id, wish.reason, dayFromToday(labelDays)],
  );
  if (!rows[0]) throw new Error('the return was not written');
  return rows[0];
}

const select = `select 'RET-' || number as "returnId", to_char(send_by, 'YYYY-MM-DD') as "sendBy" from shop.returns`;
