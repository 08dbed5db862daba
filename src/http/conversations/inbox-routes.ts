import { z } from 'zod';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { badShape, notFound } from '../problem.ts';
import { conversationSchema } from '../schemas/conversation-schema.ts';
import { assignmentSchema, colleaguesSchema, readSchema } from '../schemas/inbox-schema.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

/** Whose a conversation is among the operators, and how far each has read it. */
export function addInboxRoutes(app: App, { rows }: Pick<Dependencies, 'rows'>): void {
  const preValidation = findConversation(rows);
  const tags = ['conversations'];

  app.post(
    '/v1/conversations/:id/assign',
    {
      config: allow({ who: 'operator', role: roleFor.assign, act: 'assign' }),
      preValidation,
      schema: {
        summary: "Make it an operator's, or nobody's; who may answer stays as it is",
        tags,
        body: assignmentSchema,
        response: { 200: z.object({ conversation: conversationSchema }) },
      },
    },
    async (request) => {
      const { id: conversationId } = foundConversation(request);
      const act = { conversationId, to: request.body.to, by: operatorOf(request).id };
      if ((await rows.inbox.assign(act)) === 'unsuitable')
        throw badShape('to: an operator who may answer, or null, is expected');
      const conversation = await rows.conversations.get(conversationId);
      if (!conversation) throw notFound();
      return { conversation };
    },
  );

  app.post(
    '/v1/conversations/:id/read',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      preValidation,
      schema: {
        summary: 'Note that you have seen the transcript up to this message',
        tags,
        body: readSchema,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      await rows.inbox.markRead(operatorOf(request).id, foundConversation(request).id, request.body.seq);
      return reply.code(204).send();
    },
  );

  app.get(
    '/v1/colleagues',
    {
      config: allow({ who: 'operator', role: roleFor.assign, act: 'read' }),
      schema: {
        summary: 'Operators whom a conversation may be assigned to, all on one page',
        tags: ['operators'],
        response: { 200: colleaguesSchema },
      },
    },
    async () => ({ items: await rows.inbox.colleagues(), nextCursor: null }),
  );
}
