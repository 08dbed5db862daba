import { z } from 'zod';
import { roles } from '../../domain/operator.ts';
import { seqMax } from './page-schema.ts';

/** Whose a conversation becomes: an operator's id, or nobody's. */
export const assignmentSchema = z.object({ to: z.string().max(100).nullable() });

/** The last message that was seen. */
export const readSchema = z.object({ seq: z.int().min(0).max(seqMax) });

export const colleaguesSchema = z.object({
  items: z.array(z.object({ id: z.string(), email: z.string(), role: z.enum(roles) })),
  nextCursor: z.null(),
});
