import { z } from 'zod';
import { cleanText } from '../../domain/clean-text.ts';
import { conversationStatuses, needs } from '../../domain/conversation.ts';
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
});

/** A form that was left empty asks for everything. */
const anyOf = <Value extends string>(values: readonly Value[]) =>
  z
    .enum(['', ...values])
    .transform((value) => (value === '' ? undefined : (value as Value)))
    .optional();

export const conversationsQuery = z.object({
  status: anyOf(conversationStatuses),
  needs: anyOf(needs),
  q: z.string().overwrite(cleanText).max(httpBounds.searchTextMax).optional(),
  cursor: cursorText
    .transform((text, context) => {
      const position = decodeCursor(text);
      if (!position) context.addIssue({ code: 'custom', message: 'the cursor is not one of ours' });
      return position;
    })
    .optional(),
});
