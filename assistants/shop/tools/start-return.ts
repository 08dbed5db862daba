import { defineTool } from 'baton';
import { z } from 'zod';
import { inTransaction, shopDatabase } from '../database.ts';
import { orderIdShape } from '../order-shape.ts';
import { orderNumber } from '../orders.ts';
import { returnReasons, startReturn } from '../returns.ts';

export const startReturnTool = defineTool({
  name: 'start_return',
  description:
    'Announce the return of a delivered order, once; the label goes to the e-mail address of the order. Ask for the reason before.',
  input: z.object({ orderId: orderIdShape, reason: z.enum(returnReasons) }),
  output: z.object({ returnId: z.string(), sendBy: z.string() }),
  effect: 'keyed',
  effectKey: ({ orderId }) => orderNumber(orderId),
  // Nothing is shown, and the label goes to the customer whatever a stranger asks.
  proof: 'claimed',
  policy: { timeoutMs: 5_000, attempts: 4 },
  run: async (wish, { customer, effectKey, log }) =>
    await inTransaction(await shopDatabase(log), (db) => startReturn(db, wish, customer, effectKey)),
});
