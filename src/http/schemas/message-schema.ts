import { z } from 'zod';
import { bounds } from '../../domain/bounds.ts';
import { cleanText } from '../../domain/clean-text.ts';
import { uuidPattern } from '../../domain/ids.ts';
import { channelNames } from '../../domain/message.ts';

/** What a visitor and an operator post: an id of their own making, and what they say. */
export const newMessageSchema = z.object({
  id: z.string().regex(uuidPattern, 'a UUID is expected'),
  text: z.string().overwrite(cleanText).min(1).max(bounds.messageTextMax),
});

/** What an operator posts; with the draft that they began from. */
export const operatorMessageSchema = newMessageSchema.extend({
  suggestionId: z.string().regex(uuidPattern, 'a UUID is expected').optional(),
});

/** A draft of an answer, or why there is none. */
export const suggestionSchema = z.object({
  suggestion: z.object({ id: z.string(), text: z.string() }).nullable(),
  why: z.exactOptional(z.string()),
});

/** A message as the customer sees it. */
export const messageSchema = z.object({
  seq: z.int(),
  id: z.string(),
  from: z.enum(['customer', 'assistant', 'operator']),
  kind: z.enum(['message', 'answer', 'note']),
  channel: z.enum(channelNames),
  text: z.string(),
  citations: z
    .array(z.object({ title: z.string(), url: z.exactOptional(z.string()), passage: z.string() }).readonly())
    .readonly(),
  turnId: z.exactOptional(z.string()),
  at: z.string(),
});

/** A message as operators see it: also how it was delivered and what became of it. */
export const storedMessageSchema = messageSchema.extend({
  /** Null on what came in. On the web the row is the delivery. */
  delivery: z.enum(['delivered']).nullable(),
  disposition: z.enum(['pending', 'answered', 'handed_over', 'closed']).nullable(),
  reason: z.exactOptional(z.string()),
});
