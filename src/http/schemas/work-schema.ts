import { z } from 'zod';
import { callbackBounds } from '../../domain/callback.ts';
import { cleanText } from '../../domain/clean-text.ts';

/** How work ended, as whoever did it posts it. What the output holds, its tool says. */
export const workEndSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('done'), output: z.json() }),
  z.object({
    status: z.literal('failed'),
    reason: z.string().overwrite(cleanText).min(1).max(callbackBounds.reasonTextMax),
  }),
]);
