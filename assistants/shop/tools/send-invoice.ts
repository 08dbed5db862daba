import { defineTool } from 'baton';
import { z } from 'zod';
import { inTransaction, shopDatabase } from '../database.ts';
import { sendInvoice } from '../invoices.ts';
import { orderIdShape } from '../order-shape.ts';

export const sendInvoiceTool = defineTool({
  name: 'send_invoice',
  description:
    "Mail the invoice of an order that has left to the address of the customer's account, as a PDF. It goes nowhere else.",
  input: z.object({ orderId: orderIdShape }),
  output: z.object({ invoiceId: z.string(), sentTo: z.string() }),
  // Without a key of its own it holds for one concern: who lost the mail may ask for another next month.
  effect: 'keyed',
  // An invoice shows name and address.
  proof: 'business-proved',
  policy: { timeoutMs: 5_000, attempts: 4 },
  run: async ({ orderId }, { customer, effectKey, log }) =>
    await inTransaction(await shopDatabase(log), (db) => sendInvoice(db, orderId, customer, effectKey)),
});
