import { z } from 'zod';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { visitorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { conflict, tooMany } from '../problem.ts';
import { messageSchema, newMessageSchema } from '../schemas/message-schema.ts';
import { pageOf, transcriptQuery } from '../schemas/page-schema.ts';
import { tolerate } from '../tolerate.ts';
import { readTranscriptPage } from '../transcript-page.ts';
import { messageCap } from './door.ts';

/** What a visitor says, and reads of what was said. */
export function addMessageRoutes(app: App, deps: Dependencies): void {
  app.post(
    '/v1/chat/messages',
    {
      config: allow({ who: 'visitor' }),
      schema: {
        summary: 'Say something; it is durable when this answers',
        tags: ['chat'],
        body: newMessageSchema,
        response: { 202: z.object({ id: z.string(), seq: z.int(), conversationId: z.string() }) },
      },
    },
    async (request, reply) => {
      const { id, text } = request.body;
      const { conversationId, addressId, assistant } = visitorOf(request);
      const message = { conversationId, id, channel: 'web', addressId, text } as const;
      const accepted = await deps.rows.messages.acceptWithin(messageCap(deps.assistants, assistant), message);
      if (accepted.outcome === 'too_many') throw tooMany(httpBounds.doorWindowMs);
      if (accepted.outcome === 'conflict') throw conflict('This id stands for another message already.');
      const { seq } = accepted;
      // A duplicate rings too: its first ring may have been lost.
      await tolerate(deps.log, 'ringing for a message', () =>
        deps.doorbell.message({ conversationId, assistant, id, channel: 'web', text, seq }),
      );
      return reply.code(202).send({ id, seq, conversationId });
    },
  );

  app.get(
    '/v1/chat/messages',
    {
      config: allow({ who: 'visitor' }),
      schema: {
        summary: 'The transcript, oldest first',
        tags: ['chat'],
        querystring: transcriptQuery,
        response: { 200: pageOf(messageSchema) },
      },
    },
    async (request) =>
      readTranscriptPage(deps.rows.messages, visitorOf(request).conversationId, request.query),
  );
}
