import { defineTool } from 'baton';
import { z } from 'zod';
import { inTransaction, shopDatabase } from '../database.ts';
import { orderIdShape } from '../order-shape.ts';
import { orderNumber } from '../orders.ts';
import { askCarrier, traceOutcomes } from '../parcel-traces.ts';

export const startParcelInquiryTool = defineTool({
  name: 'start_parcel_inquiry',
  description:
    'Have the carrier search for the missing parcel of an order: one that is late, or said to be delivered and not there. It takes some days.',
  input: z.object({ orderId: orderIdShape }),
  output: z.object({
    orderId: z.string(),
    status: z.enum(traceOutcomes),
    arrivesOn: z.iso.date().optional(),
  }),
  effect: 'keyed',
  effectKey: ({ orderId }) => orderNumber(orderId),
  // Nothing is shown, and a parcel that is found goes where it was sent.
  proof: 'claimed',
  completes: 'callback',
  // Eight working days, with two weekends between.
  callbackWithinMs: 12 * 86_400_000,
  policy: { timeoutMs: 5_000, attempts: 4 },
  run: async ({ orderId }, { customer, effectKey, callback, log }) =>
    await inTransaction(await shopDatabase(log), (db) =>
      askCarrier(db, orderId, customer, { effectKey, callbackUrl: callback.url }),
    ),
});
