import { z } from 'zod';
import { cleanText } from '../../domain/clean-text.ts';
import { httpBounds } from '../http-bounds.ts';

/** One act, or an attempt at one. */
export const auditEntrySchema = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  actorEmail: z.exactOptional(z.string()),
  act: z.string(),
  subject: z.string(),
  allowed: z.boolean(),
  detail: z.exactOptional(z.unknown()),
});

/** The audit is paged by its entries' numbers. */
export const auditQuery = z.object({
  about: z.string().overwrite(cleanText).max(httpBounds.searchTextMax).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, 'the cursor is not one of ours')
    .transform(Number)
    .optional(),
});
