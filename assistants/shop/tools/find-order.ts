import { defineTool } from 'baton';
import { z } from 'zod';
import { findOrder } from '../data.ts';

export const findOrderTool = defineTool({
  name: 'find_order',
  description: 'Look up an order: its status, items, total and dates. Order numbers look like A-1001.',
  input: z.object({ orderId: z.string().max(20) }),
  output: z.object({
    found: z.boolean(),
    order: z
      .object({
        id: z.string(),
        status: z.enum(['packing', 'shipped', 'delivered', 'cancelled']),
        items: z.array(
          z.object({ article: z.string(), size: z.string(), pieces: z.int(), priceCents: z.int() }),
        ),
        totalCents: z.int(),
        orderedOn: z.string(),
        arrivesOn: z.string(),
      })
      .optional(),
  }),
  effect: 'read',
  // For the demo: a visitor who told nobody who they are can try it. A real shop asks for proof.
  proof: 'claimed',
  policy: { timeoutMs: 1_000 },
  run: ({ orderId }) => {
    const order = findOrder(orderId);
    return order ? { found: true, order: { ...order, items: [...order.items] } } : { found: false };
  },
});
