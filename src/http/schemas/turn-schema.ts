import { z } from 'zod';
import { stepKinds } from '../../domain/turn.ts';

const stepSchema = z.object({
  id: z.string(),
  parentId: z.exactOptional(z.string()),
  kind: z.enum(stepKinds),
  component: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  attempts: z.int(),
  outcome: z.string(),
  tokens: z.exactOptional(z.object({ input: z.int(), output: z.int() }).readonly()),
  costMicroUsd: z.exactOptional(z.int()),
});

/** A turn with its trace. */
export const turnSchema = z.object({
  id: z.string(),
  trigger: z.enum(['message', 'decision', 'expiry', 'timer', 'event']),
  messageSeqs: z.array(z.int()).readonly(),
  intent: z.string().nullable(),
  route: z.object({ agent: z.string(), tier: z.string(), reason: z.string() }).readonly().nullable(),
  manifestHash: z.string(),
  steps: z.array(stepSchema).readonly(),
  outcome: z.enum(['answered', 'waiting_approval', 'handed_over', 'interrupted', 'closed']).nullable(),
});

/** A turn with what went in and out of each of its steps, and the passages that its model was shown. */
export const tracedTurnSchema = turnSchema.extend({
  steps: z.array(stepSchema.extend({ detail: z.unknown() })).readonly(),
  passages: z
    .array(
      z
        .object({
          number: z.int(),
          base: z.string(),
          title: z.string(),
          url: z.exactOptional(z.string()),
          text: z.string(),
        })
        .readonly(),
    )
    .readonly(),
});

/** Turns are paged by their number. */
export const turnsQuery = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,9}$/, 'the cursor is not one of ours')
    .optional(),
});
