import { defineTool, ToolRefusal } from 'baton';
import { z } from 'zod';
import { findOrder } from '../data.ts';
import { payBack } from '../refunds.ts';

export const refundOrderTool = defineTool({
  name: 'refund_order',
  description:
    'Refund an order, wholly or in part, once. Look the order up first: the amount in cents may not pass its total.',
  input: z.object({ orderId: z.string().max(20), amountCents: z.int().positive() }),
  output: z.object({ refundId: z.string(), amountCents: z.int() }),
  effect: 'keyed',
  // One refund an order, however often and in whatever spelling it is asked for.
  effectKey: ({ orderId }) => orderId.trim().toUpperCase(),
  // For the demo, so that the approval can be seen without signing in. Real money asks for business-proved.
  proof: 'claimed',
  approval: { when: ({ amountCents }) => amountCents > 5_000, role: 'approver', onExpiry: 'reject' },
  policy: { timeoutMs: 5_000, attempts: 4 },
  run: ({ orderId, amountCents }, { effectKey, log }) => {
    const order = findOrder(orderId);
    if (!order) throw new ToolRefusal(`There is no order ${orderId}.`);
    if (amountCents > order.totalCents) {
      throw new ToolRefusal(`Order ${order.id} came to ${order.totalCents} cents; more can't be refunded.`);
    }
    log.info('Paying back', { orderId: order.id, amountCents });
    return payBack(effectKey, amountCents);
  },
});
