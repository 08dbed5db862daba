import { defineTool, ToolRefusal } from 'baton';
import { z } from 'zod';
import { findOrder } from '../data.ts';

export const cancelOrderTool = defineTool({
  name: 'cancel_order',
  description: 'Cancel an order that is still being packed. This cannot be undone: ask the customer before.',
  input: z.object({ orderId: z.string().max(20) }),
  output: z.object({ orderId: z.string(), status: z.literal('cancelled') }),
  effect: 'irreversible',
  effectKey: ({ orderId }) => orderId.trim().toUpperCase(),
  // For the demo, as with refunds.
  proof: 'claimed',
  policy: { timeoutMs: 5_000 },
  run: ({ orderId }) => {
    const order = findOrder(orderId);
    if (order?.status !== 'packing')
      throw new ToolRefusal(`Order ${orderId} is not one that is being packed.`);
    order.status = 'cancelled';
    return { orderId: order.id, status: 'cancelled' };
  },
  // The warehouse knows whether an order was cancelled, so nobody has to guess after a lost answer.
  reconcile: async ({ orderId }) => {
    const order = findOrder(orderId);
    return order?.status === 'cancelled' ? { orderId: order.id, status: 'cancelled' } : undefined;
  },
});
