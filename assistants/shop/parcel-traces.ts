import { type ToolCustomer, ToolRefusal } from 'baton';
import { dayFromToday, type Queryable } from './database.ts';
import { lockOrder } from './orders.ts';

/** What came of looking for a parcel. */
export const traceOutcomes = ['found', 'lost'] as const;

/** As the help pages promise: days after the expected one, and days after a delivery that nobody saw. */
const lateDays = 2;
const missingDays = 14;

/**
 * Asks the carrier to look for a parcel, and where to tell the end of it. Asked again under the same key, it is the same
 * search. In the demo nobody takes these orders from the table: `npm run work` says how the end is told by hand.
 */
export async function askCarrier(
  db: Queryable,
  orderId: string,
  customer: ToolCustomer,
  { effectKey, callbackUrl }: { readonly effectKey: string; readonly callbackUrl: string },
): Promise<void> {
  const { id, status, arrivesOn } = await lockOrder(db, orderId, customer);
  if (status !== 'shipped' && status !== 'delivered')
    throw new ToolRefusal(`Order ${id} is ${status}; there is no parcel to search for.`);
  if (status === 'shipped' && arrivesOn > dayFromToday(-lateDays))
    throw new ToolRefusal(
      `Order ${id} is expected on ${arrivesOn}; the carrier searches from ${lateDays} days after that.`,
    );
  if (status === 'delivered' && arrivesOn < dayFromToday(-missingDays))
    throw new ToolRefusal(
      `Order ${id} was delivered on ${arrivesOn}; the ${missingDays} days for a search are over.`,
    );
  await db.query(
    `insert into shop.parcel_traces (effect_key, order_id, callback_url) values ($1, $2, $3)
     on conflict (effect_key) do nothing`,
    [effectKey, id, callbackUrl],
  );
}
