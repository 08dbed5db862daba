import { defineTool } from 'baton';
import { z } from 'zod';
import { shopDatabase } from '../database.ts';
import { freeWindows } from '../delivery-windows.ts';

export const deliverySlotsTool = defineTool({
  name: 'delivery_slots',
  description:
    'List the next days and hours at which a parcel can be delivered to a postcode in Germany or Austria.',
  input: z.object({ postcode: z.string().regex(/^\d{4,5}$/, 'expected 4 or 5 digits') }),
  output: z.object({ slots: z.array(z.object({ day: z.string(), from: z.string(), to: z.string() })) }),
  effect: 'read',
  proof: 'claimed',
  policy: { timeoutMs: 1_000 },
  run: async ({ postcode }, { log }) => ({ slots: await freeWindows(await shopDatabase(log), postcode) }),
});
