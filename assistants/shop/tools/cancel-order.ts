import { defineTool } from 'baton';
import { z } from 'zod';
import { cancelOrder, wasCancelledBy } from '../cancellations.ts';
import { inTransaction, shopDatabase } from '../database.ts';
import { orderIdShape } from '../order-shape.ts';
import { orderNumber } from '../orders.ts';

export const cancelOrderTool = defineTool({
  name: 'cancel_order',
  description: 'Cancel an order that is still being packed. This cannot be undone: ask the customer before.',
  input: z.object({ orderId: orderIdShape }),
  output: z.object({ orderId: z.string(), status: z.literal('cancelled') }),
  effect: 'irreversible',
  effectKey: ({ orderId }) => orderNumber(orderId),
  // For the demo, as with refunds.
  proof: 'claimed',
  policy: { timeoutMs: 5_000 },
  run: async ({ orderId }, { customer, effectKey, log }) => {
    const shop = await shopDatabase(log);
    const id = await inTransaction(shop, (db) => cancelOrder(db, orderId, customer, effectKey));
    return { orderId: id, status: 'cancelled' };
  },
  // The warehouse wrote down which call cancelled an order, so nobody has to guess after a lost answer.
  reconcile: async (_, { effectKey, log }) => {
    const id = await wasCancelledBy(await shopDatabase(log), effectKey);
    return id === undefined ? undefined : { orderId: id, status: 'cancelled' };
  },
});
