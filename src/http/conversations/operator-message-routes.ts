import { z } from 'zod';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { conflict } from '../problem.ts';
import { operatorMessageSchema } from '../schemas/message-schema.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

/** What the operator in control says to the customer. */
export function addOperatorMessageRoutes(app: App, { rows }: Dependencies): void {
  app.post(
    '/v1/conversations/:id/messages',
    {
      config: allow({ who: 'operator', role: roleFor.write, act: 'write' }),
      preValidation: findConversation(rows),
      schema: {
        summary: 'Say something to the customer',
        tags: ['conversations'],
        body: operatorMessageSchema,
        response: { 202: z.object({ id: z.string(), seq: z.int() }) },
      },
    },
    async (request, reply) => {
      const { id: conversationId } = foundConversation(request);
      const { id, text, suggestionId } = request.body;
      const by = operatorOf(request).id;
      const said = await rows.messages.fromOperator({ conversationId, id, operatorId: by, text });
      if (said.outcome === 'not_in_control') throw conflict('Take over first.');
      if (said.outcome === 'conflict') throw conflict('This id stands for another message already.');
      if (said.fresh) {
        await rows.audit({
          actor: by,
          act: 'write',
          subject: conversationId,
          allowed: true,
          detail: { seq: said.seq },
        });
      }
      if (suggestionId !== undefined)
        await rows.suggestions.noteSent({ id: suggestionId, conversationId, operatorId: by, messageId: id });
      return reply.code(202).send({ id, seq: said.seq });
    },
  );
}
