import { defineTool } from 'baton';
import { z } from 'zod';
import { shopDatabase } from '../database.ts';
import { orderIdShape, orderShape } from '../order-shape.ts';
import { findOrder } from '../orders.ts';

export const findOrderTool = defineTool({
  name: 'find_order',
  description:
    'Look up an order: its status, items, total and dates. Order numbers look like A-1001. Orders of an account are found only for their owner, signed in.',
  input: z.object({ orderId: orderIdShape }),
  output: z.object({ found: z.boolean(), order: orderShape.optional() }),
  effect: 'read',
  // Orders that were placed as a guest are open to whoever knows the number; the query keeps the others closed.
  proof: 'claimed',
  policy: { timeoutMs: 1_000 },
  run: async ({ orderId }, { customer, log }) => {
    const order = await findOrder(await shopDatabase(log), orderId, customer);
    return order ? { found: true, order } : { found: false };
  },
});
