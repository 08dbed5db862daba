import { z } from 'zod';
import { httpBounds } from '../http-bounds.ts';

/** A list in pages. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const seqMax = 2_147_483_647;

/** A whole number in a query string: `after=12`. */
const seqInQuery = z
  .string()
  .regex(/^\d{1,10}$/, 'a whole number is expected')
  .transform(Number)
  .refine((seq) => seq <= seqMax, 'the number is too large');

export const cursorText = z.string().min(1).max(httpBounds.cursorTextMax);

/** Pages of a transcript: `after` is exclusive; an operator's page may call it `cursor`. */
export const transcriptQuery = z.object({ after: seqInQuery.optional(), cursor: seqInQuery.optional() });

/** An operator may read backwards too: `before` is exclusive, and gives the newest of what lies before. */
export const operatorTranscriptQuery = transcriptQuery.extend({ before: seqInQuery.optional() });
