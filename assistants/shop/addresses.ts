import { type ToolCustomer, ToolRefusal } from 'baton';
import type { Queryable } from './database.ts';
import { lockOrder } from './orders.ts';

/** Where a parcel goes, within the country that its postage was paid for. */
export interface Address {
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
}

/** Sends an order that is still being packed elsewhere. The same call again finds its change and makes none. */
export async function changeAddress(
  db: Queryable,
  orderId: string,
  address: Address,
  { customer, effectKey }: { readonly customer: ToolCustomer; readonly effectKey: string },
): Promise<Address & { readonly orderId: string }> {
  const { id, status, deliveryWindow } = await lockOrder(db, orderId, customer, 'own');
  const earlier = await db.query<Address>(
    'select street, postcode, city from shop.address_changes where effect_key = $1',
    [effectKey],
  );
  if (earlier.rows[0]) return { orderId: id, ...earlier.rows[0] };
  if (status !== 'packing')
    throw new ToolRefusal(
      `Order ${id} is ${status}; the address can be changed only while it is being packed.`,
    );
  if (deliveryWindow)
    throw new ToolRefusal(
      `The van is booked to the old address of order ${id}; a colleague has to change both.`,
    );
  const values = [id, address.street, address.postcode, address.city];
  await refuseForeignPostcode(db, id, address.postcode);
  await db.query('update shop.orders set street = $2, postcode = $3, city = $4 where id = $1', values);
  await db.query(
    'insert into shop.address_changes (order_id, street, postcode, city, effect_key) values ($1, $2, $3, $4, $5)',
    [...values, effectKey],
  );
  return { orderId: id, ...address };
}

/** How postcodes look there; a wrong one brings the parcel back to us. */
const postcodes: Readonly<Record<string, RegExp>> = {
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  AT: /^\d{4}$/,
  CH: /^\d{4}$/,
};

async function refuseForeignPostcode(db: Queryable, orderId: string, postcode: string): Promise<void> {
  const { rows } = await db.query<{ country: string }>('select country from shop.orders where id = $1', [
    orderId,
  ]);
  const country = rows[0]?.country ?? '';
  if (postcodes[country]?.test(postcode)) return;
  throw new ToolRefusal(
    `${postcode} is no postcode in ${country}; to another country the parcel can't go, its postage differs.`,
  );
}
