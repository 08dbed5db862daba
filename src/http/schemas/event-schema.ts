import { z } from 'zod';
import { cleanJson } from '../../domain/clean-json.ts';
import { cleanText } from '../../domain/clean-text.ts';
import { type EventData, eventBounds, eventTypePattern } from '../../domain/event.ts';

/** What another system posts: an id of its own making, what happened, and the facts. */
export const newEventSchema = z.object({
  id: z.string().overwrite(cleanText).min(1).max(eventBounds.idTextMax),
  type: z.string().regex(eventTypePattern, '1 to 100 of a-z, 0-9, _ . and - are expected'),
  data: z
    .record(z.string(), z.json())
    .overwrite((data) => cleanJson(data) as typeof data)
    .refine((data) => Buffer.byteLength(JSON.stringify(data)) <= eventBounds.dataBytesMax, {
      error: `at most ${eventBounds.dataBytesMax} bytes of JSON are expected`,
    }),
});

/** An event with what became of it. */
export const receivedEventSchema = z.object({
  id: z.string(),
  type: z.string(),
  data: z.custom<EventData>().meta({ type: 'object' }),
  receivedAt: z.string(),
  state: z.enum(['waiting', 'taken', 'noted']),
  turnId: z.exactOptional(z.string()),
});

/** Events are paged by their number. */
export const eventsQuery = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'the cursor is not one of ours')
    .transform(Number)
    .optional(),
});
