import { z } from 'zod';
import { conversationOrders } from '../../database/list-conversations.ts';
import { cleanText } from '../../domain/clean-text.ts';
import { conversationStatuses, needs } from '../../domain/conversation.ts';
import { uuidPattern } from '../../domain/ids.ts';
import { purseScopes } from '../../domain/purse/budget.ts';
import { httpBounds } from '../http-bounds.ts';
import { decodeCursor } from './conversation-cursor.ts';
import { cursorText } from './page-schema.ts';

/** A conversation as operators see it. */
export const conversationSchema = z.object({
  id: z.string(),
  assistant: z.string(),
  customer: z.object({ id: z.string(), name: z.exactOptional(z.string()) }).readonly(),
  status: z.enum(conversationStatuses),
  needs: z.array(z.enum(needs)).readonly(),
  nextStep: z.string(),
  costMicroUsd: z.int(),
  workflowId: z.string(),
  updatedAt: z.string(),
  assignee: z.exactOptional(z.object({ id: z.string(), email: z.string() }).readonly()),
  /** Since when the customer waits for an answer. */
  waitingSince: z.exactOptional(z.string()),
  /** In lists: messages that the operator who asks has not seen. */
  unread: z.exactOptional(z.int()),
});

const amounts = z.object({
  costMicroUsd: z.exactOptional(z.number()),
  tokens: z.exactOptional(z.number()),
});

/** One conversation, with what its next call may still spend; null: nothing is capped. */
export const oneConversationSchema = conversationSchema.extend({
  budget: z
    .object({
      downgradeAt: z.number(),
      purses: z
        .array(
          z.object({
            scope: z.enum(purseScopes),
            spent: z
              .object({ costMicroUsd: z.number(), tokens: z.number(), unpricedTokens: z.number() })
              .readonly(),
            cap: amounts.readonly(),
            share: z.number(),
            reached: z.enum(['none', 'small model', 'short context', 'nothing left']),
          }),
        )
        .readonly(),
    })
    .nullable(),
});

/** A form that was left empty asks for everything. */
const anyOf = <Value extends string>(values: readonly Value[]) =>
  z
    .enum(['', ...values])
    .transform((value) => (value === '' ? undefined : (value as Value)))
    .optional();

/** Of the operator who asks, of nobody, or of the operator with this id. */
const assignedTo = z
  .union([
    z.enum(['', 'me', 'nobody']),
    z.string().regex(uuidPattern, 'me, nobody or an operator is expected'),
  ])
  .transform((value) => (value === '' ? undefined : value))
  .optional();

export const conversationsQuery = z
  .object({
    status: anyOf(conversationStatuses),
    needs: anyOf(needs),
    /** `urgency`: what needs somebody first. Default: the last changed first. */
    order: anyOf(conversationOrders),
    assigned: assignedTo,
    unread: anyOf(['true']),
    q: z.string().overwrite(cleanText).max(httpBounds.searchTextMax).optional(),
    cursor: cursorText
      .transform((text, context) => {
        const position = decodeCursor(text);
        if (!position) context.addIssue({ code: 'custom', message: 'the cursor is not one of ours' });
        return position;
      })
      .optional(),
  })
  .refine(({ cursor, order = 'changed' }) => cursor === undefined || cursor.order === order, {
    error: 'the cursor is of another order',
    path: ['cursor'],
  });
