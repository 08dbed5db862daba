import { z } from 'zod';
import { bounds } from '../../domain/bounds.ts';
import { cleanText } from '../../domain/clean-text.ts';
import { uuidPattern } from '../../domain/ids.ts';

export const newNoteSchema = z.object({
  id: z.string().regex(uuidPattern, 'a UUID is expected').toLowerCase(),
  text: z.string().overwrite(cleanText).min(1).max(bounds.reasonTextMax),
});

export const noteSchema = z.object({
  id: z.string(),
  afterSeq: z.int(),
  by: z.object({ id: z.string(), email: z.string() }).readonly(),
  text: z.string(),
  at: z.string(),
});
