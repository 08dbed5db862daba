import type { StoredMessage } from '../../database/messages.ts';
import { bounds } from '../../domain/bounds.ts';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Dependencies } from '../dependencies.ts';
import { encodeCursor } from '../schemas/conversation-cursor.ts';
import { conversationSchema, conversationsQuery } from '../schemas/conversation-schema.ts';
import { storedMessageSchema } from '../schemas/message-schema.ts';
import { operatorTranscriptQuery, pageOf } from '../schemas/page-schema.ts';
import { turnSchema, turnsQuery } from '../schemas/turn-schema.ts';
import { readTranscriptBefore, readTranscriptPage } from '../transcript-page.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

/** What operators see of conversations. */
export function addConversationReadRoutes(app: App, { rows }: Dependencies): void {
  const config = allow({ who: 'operator', role: roleFor.read, act: 'read' });
  const ofOne = { config, preValidation: findConversation(rows) };
  const tags = ['conversations'];

  app.get(
    '/v1/conversations',
    {
      config,
      schema: {
        summary: 'Conversations, the last changed first',
        tags,
        querystring: conversationsQuery,
        response: { 200: pageOf(conversationSchema) },
      },
    },
    async ({ query: { status, needs, q, cursor } }) => {
      const { items, next } = await rows.conversations.list({
        ...(status && { status }),
        ...(needs && { needs }),
        ...(q && { q }),
        ...(cursor && { after: cursor }),
        limit: bounds.pageItemsMax,
      });
      return { items, nextCursor: next && encodeCursor(next) };
    },
  );

  app.get(
    '/v1/conversations/:id',
    { ...ofOne, schema: { summary: 'One conversation', tags, response: { 200: conversationSchema } } },
    async (request) => foundConversation(request),
  );

  app.get(
    '/v1/conversations/:id/messages',
    {
      ...ofOne,
      schema: {
        summary: 'Its transcript, oldest first, with what became of each message',
        tags,
        querystring: operatorTranscriptQuery,
        response: { 200: pageOf(storedMessageSchema) },
      },
    },
    async (request) => {
      const { id } = foundConversation(request);
      const { before } = request.query;
      const { items, nextCursor } =
        before === undefined
          ? await readTranscriptPage(rows.messages, id, request.query)
          : await readTranscriptBefore(rows.messages, id, before);
      return { items: items.map(withDelivery), nextCursor };
    },
  );

  app.get(
    '/v1/conversations/:id/turns',
    {
      ...ofOne,
      schema: {
        summary: 'Its turns with their traces, newest first',
        tags,
        querystring: turnsQuery,
        response: { 200: pageOf(turnSchema) },
      },
    },
    async (request) => {
      const { cursor } = request.query;
      const page = { ...(cursor !== undefined && { cursor }), limit: bounds.pageItemsMax };
      return await rows.turns.list(foundConversation(request).id, page);
    },
  );
}

function withDelivery({ reason, ...message }: StoredMessage) {
  const delivery = message.from === 'customer' ? null : ('delivered' as const);
  return { ...message, delivery, ...(reason !== null && { reason }) };
}
