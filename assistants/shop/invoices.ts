import { type ToolCustomer, ToolRefusal } from 'baton';
import type { Queryable } from './database.ts';
import { lockOrder } from './orders.ts';

/** An invoice that was put in the mail. */
export interface SentInvoice {
  readonly invoiceId: string;
  /** Enough to know one's own address by. */
  readonly sentTo: string;
}

/** Mails the invoice to the account's own address. The same call again mails nothing more. */
export async function sendInvoice(
  db: Queryable,
  orderId: string,
  customer: ToolCustomer,
  effectKey: string,
): Promise<SentInvoice> {
  const { id, status } = await lockOrder(db, orderId, customer, 'own');
  if (status === 'packing')
    throw new ToolRefusal(`Order ${id} has no invoice yet: it is written when the parcel leaves.`);
  if (status === 'cancelled') throw new ToolRefusal(`Order ${id} was cancelled, so there is no invoice.`);
  const { rows } = await db.query<{ email: string }>(
    `with address as (select c.email from shop.customers c join shop.orders o on o.customer_id = c.id where o.id = $2)
     insert into shop.invoice_mails (effect_key, order_id, email) select $1, $2, email from address
     on conflict (effect_key) do update set effect_key = excluded.effect_key
     returning email`,
    [effectKey, id],
  );
  if (!rows[0]) throw new Error('the mail was not written');
  return { invoiceId: id.replace('A-', 'INV-'), sentTo: masked(rows[0].email) };
}

const masked = (email: string) => email.replace(/^(.).*(?=@)/, '$1…');
