import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { roleFor } from '../../domain/operator.ts';
import type { SuggestionOutcome } from '../../domain/suggestion.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { conflict, notReady } from '../problem.ts';
import { suggestionSchema } from '../schemas/message-schema.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

/** Drafts for operators. Nothing of one reaches the customer but by what an operator sends. */
export function addSuggestionRoutes(app: App, { rows, suggest, log }: Dependencies): void {
  app.post(
    '/v1/conversations/:id/suggestion',
    {
      config: allow({ who: 'operator', role: roleFor.write, act: 'suggest' }),
      preValidation: findConversation(rows),
      schema: {
        summary: 'Have a draft of the next answer written; it is sent to nobody',
        tags: ['conversations'],
        body: z.object({}).optional(),
        response: { 200: suggestionSchema },
      },
    },
    async (request) => {
      const { id: conversationId, assistant, status } = foundConversation(request);
      if (status !== 'with_operator') throw conflict('Take over first.');
      const id = randomUUID();
      const operatorId = operatorOf(request).id;
      const wish = { conversationId, assistant, operatorId, suggestionId: id };
      const made = await suggest(wish).catch((error: unknown): SuggestionOutcome => {
        log.warn({ err: error }, 'a draft could not be asked for');
        throw notReady(httpBounds.retryAfterMs);
      });
      if (made.outcome === 'none') return { suggestion: null, why: made.why };
      return { suggestion: { id, text: made.text } };
    },
  );
}
