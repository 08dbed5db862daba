import { z } from 'zod';
import type { Hint, PausesHint } from '../domain/hint.ts';

/** What travels between processes: hints, and the two halves of a barrier. */
export const wireSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), conversationId: z.string(), seq: z.int() }),
  z.object({
    kind: z.literal('delta'),
    conversationId: z.string(),
    turnId: z.string(),
    attempt: z.int(),
    offset: z.int(),
    text: z.string(),
  }),
  z.object({
    kind: z.literal('status'),
    conversationId: z.string(),
    state: z.enum(['idle', 'working', 'waiting_approval', 'with_operator', 'closed']),
    version: z.int(),
    nextStep: z.string(),
  }),
  z.object({ kind: z.literal('changed'), conversationId: z.string() }),
  z.object({ kind: z.literal('pauses') }),
  z.object({ kind: z.literal('barrier'), nonce: z.string() }),
  z.object({ kind: z.literal('settled'), nonce: z.string() }),
]);

export type Wire =
  | Hint
  | PausesHint
  | { readonly kind: 'barrier'; readonly nonce: string }
  | { readonly kind: 'settled'; readonly nonce: string };
