import { defineTool } from 'baton';
import { z } from 'zod';
import { shopDatabase } from '../database.ts';
import { orderShape } from '../order-shape.ts';
import { ordersOf } from '../orders.ts';

export const myOrdersTool = defineTool({
  name: 'my_orders',
  description:
    'List the latest orders of the customer who is signed in, newest first. Use it when the customer gives no order number.',
  input: z.object({ limit: z.int().min(1).max(20).default(10) }),
  output: z.object({ orders: z.array(orderShape) }),
  effect: 'read',
  // Whose orders they are comes from the session: there is no argument that could name somebody else.
  proof: 'business-proved',
  policy: { timeoutMs: 1_000 },
  run: async ({ limit }, { customer, log }) => ({
    orders: await ordersOf(await shopDatabase(log), customer, limit),
  }),
});
