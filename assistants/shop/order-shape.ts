import { z } from 'zod';

/** What a customer is told of an order. */
export const orderShape = z.object({
  id: z.string(),
  status: z.enum(['packing', 'shipped', 'delivered', 'cancelled']),
  items: z.array(z.object({ article: z.string(), size: z.string(), pieces: z.int(), priceCents: z.int() })),
  totalCents: z.int(),
  orderedOn: z.string(),
  arrivesOn: z.string(),
  refundedCents: z.int().optional(),
  returnId: z.string().optional(),
  deliveryWindow: z.object({ day: z.string(), from: z.string(), to: z.string() }).optional(),
});

/** An order's number as a customer may write it. */
export const orderIdShape = z.string().max(20).describe('Like A-1001');
