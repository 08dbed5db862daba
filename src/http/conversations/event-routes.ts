import { z } from 'zod';
import { bounds } from '../../domain/bounds.ts';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { conflict, tooMany } from '../problem.ts';
import { eventsQuery, newEventSchema, receivedEventSchema } from '../schemas/event-schema.ts';
import { pageOf } from '../schemas/page-schema.ts';
import { tolerate } from '../tolerate.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

/** What other systems tell of a customer's affairs: it opens a turn of the assistant, and operators can look it up. */
export function addOutsideEventRoutes(app: App, { rows, doorbell, log }: Dependencies): void {
  const preValidation = findConversation(rows);
  const tags = ['conversations'];

  app.post(
    '/v1/conversations/:id/events',
    {
      config: allow({ who: 'operator', role: roleFor.sendEvent, act: 'send_event' }),
      preValidation,
      schema: {
        summary:
          'Tell of something that happened, such as a parcel that was sent; the assistant writes of it',
        tags,
        body: newEventSchema,
        response: { 202: z.object({ id: z.string() }) },
      },
    },
    async (request, reply) => {
      const { id: conversationId } = foundConversation(request);
      const event = request.body;
      const recorded = await rows.events.record(conversationId, event);
      if (recorded.outcome === 'conflict') throw conflict('This id stands for another event already.');
      if (recorded.outcome === 'full') throw tooMany(httpBounds.retryAfterMs);
      if (recorded.fresh) {
        await rows.audit({
          actor: operatorOf(request).id,
          act: 'send_event',
          subject: conversationId,
          allowed: true,
          detail: { id: event.id, type: event.type },
        });
      }
      await tolerate(log, 'telling of an event', () => doorbell.event({ conversationId, ...event }));
      return reply.code(202).send({ id: event.id });
    },
  );

  app.get(
    '/v1/conversations/:id/events',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      preValidation,
      schema: {
        summary: 'What happened outside, newest first, with what became of it',
        tags,
        querystring: eventsQuery,
        response: { 200: pageOf(receivedEventSchema) },
      },
    },
    async (request) => {
      const { cursor } = request.query;
      const page = { ...(cursor !== undefined && { cursor }), limit: bounds.pageItemsMax };
      return await rows.events.list(foundConversation(request).id, page);
    },
  );
}
