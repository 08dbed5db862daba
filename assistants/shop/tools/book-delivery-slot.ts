import { defineTool } from 'baton';
import { z } from 'zod';
import { inTransaction, shopDatabase } from '../database.ts';
import { bookWindow } from '../delivery-windows.ts';
import { orderIdShape } from '../order-shape.ts';
import { orderNumber } from '../orders.ts';

export const bookDeliverySlotTool = defineTool({
  name: 'book_delivery_slot',
  description:
    'Book a delivery window for an order that has not arrived yet, once. Take day and hour from delivery_slots, and let the customer choose.',
  input: z.object({
    orderId: orderIdShape,
    day: z.iso.date(),
    from: z.string().regex(/^\d\d:\d\d$/, 'expected a time such as 09:00'),
  }),
  output: z.object({ day: z.string(), from: z.string(), to: z.string() }),
  effect: 'keyed',
  adapters: { day: 'isoDate' },
  // One window an order: a second wish is told of the first.
  effectKey: ({ orderId }) => orderNumber(orderId),
  proof: 'claimed',
  policy: { timeoutMs: 5_000, attempts: 4 },
  run: async (wish, { customer, effectKey, log }) =>
    await inTransaction(await shopDatabase(log), (db) => bookWindow(db, wish, customer, effectKey)),
});
