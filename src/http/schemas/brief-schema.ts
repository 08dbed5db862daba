import { z } from 'zod';
import { approvalStates } from '../../domain/approval.ts';

/** What an operator has to know before they speak. */
export const briefSchema = z.object({
  reason: z.string().nullable(),
  summary: z.string().nullable(),
  answerBy: z.string().nullable(),
  isOverdue: z.boolean(),
  tried: z.array(z.object({ tool: z.string(), state: z.string(), args: z.unknown() }).readonly()).readonly(),
  open: z
    .object({
      approvals: z
        .array(z.object({ id: z.string(), tool: z.string(), state: z.enum(approvalStates) }).readonly())
        .readonly(),
      promises: z.array(z.object({ about: z.string(), when: z.string() }).readonly()).readonly(),
    })
    .readonly(),
  discarded: z.string().nullable(),
});
