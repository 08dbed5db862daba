import * as z from 'zod/mini';
import { channelNames } from '../../domain/message.ts';

// Without this zod probes `new Function`, which the page's policy rightly reports.
z.config({ jitless: true });

const seq = z.int().check(z.positive());

export const chatMessageSchema = z.object({
  seq,
  id: z.string(),
  from: z.enum(['customer', 'assistant', 'operator']),
  kind: z.enum(['message', 'answer', 'note']),
  channel: z.enum(channelNames),
  text: z.string(),
  citations: z.array(z.object({ title: z.string(), url: z.exactOptional(z.string()), passage: z.string() })),
  attachments: z.exactOptional(
    z.array(z.object({ id: z.string(), name: z.string(), mediaType: z.string(), bytes: z.number() })),
  ),
  turnId: z.exactOptional(z.string()),
  at: z.string(),
});
/** One utterance of the transcript, as the chat's routes give it. */
export type ChatMessage = z.infer<typeof chatMessageSchema>;

export const messagePageSchema = z.object({
  items: z.array(chatMessageSchema),
  nextCursor: z.nullable(z.union([z.string(), z.number()])),
});

export const deltaSchema = z.object({
  turnId: z.string(),
  attempt: z.int(),
  offset: z.int().check(z.nonnegative()),
  text: z.string(),
});
/** A piece of the answer being written; a higher attempt discards the lower. */
export type Delta = z.infer<typeof deltaSchema>;

export const chatStatusSchema = z.object({
  state: z.enum(['idle', 'working', 'waiting_approval', 'with_operator', 'closed']),
  nextStep: z.string(),
});
/** Who is at work on the conversation, and what comes next. */
export type ChatStatus = z.infer<typeof chatStatusSchema>;

export const sessionSchema = z.object({
  token: z.string().check(z.minLength(1)),
  conversationId: z.string(),
  expiresAt: z.string(),
});
/** What lets this visitor read and write one conversation. */
export type Session = z.infer<typeof sessionSchema>;

export const acceptedSchema = z.object({ id: z.string(), seq });

const refusals = ['conflict', 'invalid', 'forbidden', 'other'] as const;
/** Why the server would not take a message; trying again would not help. */
export type Refusal = (typeof refusals)[number];

export const outgoingSchema = z.object({
  id: z.string(),
  text: z.string(),
  at: z.string(),
  refusal: z.exactOptional(z.enum(refusals)),
});
/** A message that the visitor has written and the transcript does not show yet. */
export type Outgoing = z.infer<typeof outgoingSchema>;
