import { z } from 'zod';
import { approvalStates } from '../../domain/approval.ts';
import { bounds } from '../../domain/bounds.ts';
import { cleanText } from '../../domain/clean-text.ts';
import { uuidPattern } from '../../domain/ids.ts';
import { roles } from '../../domain/operator.ts';
import { httpBounds } from '../http-bounds.ts';

/** A pending human decision, or a made one. */
export const approvalSchema = z.object({
  id: z.string(),
  version: z.int(),
  conversationId: z.string(),
  tool: z.string(),
  args: z.unknown(),
  argsHash: z.string(),
  askedArgs: z.exactOptional(z.unknown()),
  reason: z.string(),
  policy: z.object({ role: z.enum(roles), onExpiry: z.enum(['reject', 'escalate']) }),
  why: z.object({
    words: z.exactOptional(z.string()),
    purpose: z.exactOptional(z.string()),
    question: z.exactOptional(z.string()),
  }),
  expiresAt: z.string(),
  remindedAt: z.exactOptional(z.string()),
  state: z.enum(approvalStates),
  decidedBy: z.exactOptional(z.object({ id: z.string(), email: z.string() }).readonly()),
});

export const approvalsQuery = z.object({
  state: z.enum(approvalStates).optional(),
  cursor: z.string().regex(uuidPattern, 'the cursor is not one of ours').optional(),
});

const wordSchema = z.object({
  decision: z.enum(['approve', 'reject']),
  args: z.unknown().refine(isStorable, 'Postgres stores no NUL and no half characters').optional(),
  reason: z.string().overwrite(cleanText).max(bounds.reasonTextMax).optional(),
});

const saysWhy = ({ decision, reason }: { decision: string; reason?: string | undefined }) =>
  decision === 'approve' || !!reason;
const whyNeeded = { path: ['reason'], message: 'a reason is needed to reject' };

/** What an operator says to an approval. */
export const decisionSchema = wordSchema
  .extend({ version: z.int().min(1).max(1_000_000_000) })
  .refine(saysWhy, whyNeeded);

const tokenText = z.string().max(httpBounds.tokenTextMax);

/** What a link is asked for. */
export const linkSchema = z.object({ token: tokenText });

/** What is said by a link: it knows the version that it was made for. */
export const linkedDecisionSchema = wordSchema.extend({ token: tokenText }).refine(saysWhy, whyNeeded);

/** A link as its maker gets it; the secret stands behind the `#`, which browsers keep to themselves. */
export const madeLinkSchema = z.object({ url: z.string(), expiresAt: z.string() });

/** What a link is about, and in whose name it decides. */
export const linkedApprovalSchema = z.object({
  approval: approvalSchema,
  operator: z.object({ email: z.string() }),
  expiresAt: z.string(),
});

/** Arguments are taken as they are or not at all, so nothing is cleaned out of them. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return cleanText(value) === value.trim();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner));
}
