import { z } from 'zod';
import { approvalStates } from '../../domain/approval.ts';
import { bounds } from '../../domain/bounds.ts';
import { cleanText } from '../../domain/clean-text.ts';
import { uuidPattern } from '../../domain/ids.ts';

/** A pending human decision, or a made one. */
export const approvalSchema = z.object({
  id: z.string(),
  version: z.int(),
  conversationId: z.string(),
  tool: z.string(),
  args: z.unknown(),
  argsHash: z.string(),
  reason: z.string(),
  expiresAt: z.string(),
  state: z.enum(approvalStates),
  decidedBy: z.exactOptional(z.object({ id: z.string(), email: z.string() }).readonly()),
});

export const approvalsQuery = z.object({
  state: z.enum(approvalStates).optional(),
  cursor: z.string().regex(uuidPattern, 'the cursor is not one of ours').optional(),
});

/** What an operator says to an approval. */
export const decisionSchema = z
  .object({
    version: z.int().min(1).max(1_000_000_000),
    decision: z.enum(['approve', 'reject']),
    args: z.unknown().refine(isStorable, 'Postgres stores no NUL and no half characters').optional(),
    reason: z.string().overwrite(cleanText).max(bounds.reasonTextMax).optional(),
  })
  .refine(({ decision, reason }) => decision === 'approve' || !!reason, {
    path: ['reason'],
    message: 'a reason is needed to reject',
  });

/** Arguments are taken as they are or not at all, so nothing is cleaned out of them. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return cleanText(value) === value.trim();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
}
