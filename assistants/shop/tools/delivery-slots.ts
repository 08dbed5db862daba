import { defineTool } from 'baton';
import { z } from 'zod';
import { dayFromToday } from '../data.ts';

export const deliverySlotsTool = defineTool({
  name: 'delivery_slots',
  description: 'List the next days and hours at which a parcel can be delivered to a postcode.',
  input: z.object({ postcode: z.string().regex(/^\d{4,5}$/, 'expected 4 or 5 digits') }),
  output: z.object({ slots: z.array(z.object({ day: z.string(), from: z.string(), to: z.string() })) }),
  effect: 'read',
  proof: 'claimed',
  policy: { timeoutMs: 1_000 },
  run: ({ postcode }) => {
    // Vans go to even postcodes in the morning and to odd ones in the afternoon.
    const hours =
      Number(postcode) % 2 === 0 ? { from: '09:00', to: '12:00' } : { from: '14:00', to: '18:00' };
    return { slots: [2, 3, 4].map((days) => ({ day: dayFromToday(days), ...hours })) };
  },
});
