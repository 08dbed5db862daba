import { defineTool } from 'baton';
import { z } from 'zod';
import { changeAddress } from '../addresses.ts';
import { inTransaction, shopDatabase } from '../database.ts';
import { orderIdShape } from '../order-shape.ts';

export const changeAddressTool = defineTool({
  name: 'change_address',
  description:
    'Send an order that is still being packed to another address in the same country. Repeat the new address to the customer before.',
  input: z.object({
    orderId: orderIdShape,
    street: z.string().trim().min(3).max(100).describe('Street and house number'),
    postcode: z.string().regex(/^\d{4,5}$/, 'expected 4 or 5 digits'),
    city: z.string().trim().min(2).max(60),
  }),
  output: z.object({ orderId: z.string(), street: z.string(), postcode: z.string(), city: z.string() }),
  // Without a key of its own it is the arguments that count, so a typing error can still be put right.
  effect: 'keyed',
  // Whoever may send a parcel elsewhere can steal it.
  proof: 'business-proved',
  policy: { timeoutMs: 5_000, attempts: 4 },
  run: async ({ orderId, ...address }, { customer, effectKey, log }) =>
    await inTransaction(await shopDatabase(log), (db) =>
      changeAddress(db, orderId, address, { customer, effectKey }),
    ),
});
