import { defineTool } from 'baton';
import { z } from 'zod';
import { inTransaction, shopDatabase } from '../database.ts';
import { orderIdShape } from '../order-shape.ts';
import { orderNumber } from '../orders.ts';
import { payBack } from '../refunds.ts';

export const refundOrderTool = defineTool({
  name: 'refund_order',
  description:
    'Refund an order, wholly or in part, once. Look the order up first: the amount in cents may not pass its total.',
  input: z.object({ orderId: orderIdShape, amountCents: z.int().positive() }),
  output: z.object({ refundId: z.string(), amountCents: z.int() }),
  effect: 'keyed',
  // An amount that another task found may be written as a price.
  adapters: { amountCents: 'cents' },
  // One refund an order, however often and in whatever spelling it is asked for.
  effectKey: ({ orderId }) => orderNumber(orderId),
  // For the demo, so that the approval can be seen without signing in. Real money asks for business-proved.
  proof: 'claimed',
  approval: { when: ({ amountCents }) => amountCents > 5_000, role: 'approver', onExpiry: 'reject' },
  policy: { timeoutMs: 5_000, attempts: 4 },
  run: async (wish, { customer, effectKey, log }) => {
    log.info('Paying back', { orderId: orderNumber(wish.orderId), amountCents: wish.amountCents });
    return await inTransaction(await shopDatabase(log), (db) => payBack(db, wish, customer, effectKey));
  },
});
