import type { StoredMessage } from '../../database/messages.ts';
import { bounds } from '../../domain/bounds.ts';
import type { Conversation } from '../../domain/conversation.ts';
import { roleFor } from '../../domain/operator.ts';
import { pausedNextStep } from '../../domain/projection.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { encodeCursor } from '../schemas/conversation-cursor.ts';
import {
  conversationSchema,
  conversationsQuery,
  oneConversationSchema,
} from '../schemas/conversation-schema.ts';
import { storedMessageSchema } from '../schemas/message-schema.ts';
import { operatorTranscriptQuery, pageOf } from '../schemas/page-schema.ts';
import { turnSchema, turnsQuery } from '../schemas/turn-schema.ts';
import { readTranscriptBefore, readTranscriptPage } from '../transcript-page.ts';
import { budgetOf } from './budget-of.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

/** What operators see of conversations. */
export function addConversationReadRoutes(app: App, deps: Dependencies): void {
  const { rows, components } = deps;
  const shown = withPause(components);
  const config = allow({ who: 'operator', role: roleFor.read, act: 'read' });
  const ofOne = { config, preValidation: findConversation(rows) };
  const tags = ['conversations'];

  app.get(
    '/v1/conversations',
    {
      config,
      schema: {
        summary: 'Conversations, the last changed first, or by urgency: what needs somebody first',
        tags,
        querystring: conversationsQuery,
        response: { 200: pageOf(conversationSchema) },
      },
    },
    async (request) => {
      const { status, needs, order = 'changed', assigned, unread, q, cursor } = request.query;
      const reader = operatorOf(request).id;
      const { items, next } = await rows.conversations.list({
        ...{ order, reader },
        ...(status && { status }),
        ...(needs && { needs }),
        ...(assigned && { assignedTo: assigned === 'nobody' ? null : assigned === 'me' ? reader : assigned }),
        ...(unread && { isUnread: true }),
        ...(q && { q }),
        ...(cursor && { after: cursor }),
        limit: bounds.pageItemsMax,
      });
      return { items: items.map(shown), nextCursor: next && encodeCursor(next) };
    },
  );

  app.get(
    '/v1/conversations/:id',
    {
      ...ofOne,
      schema: {
        summary: 'One conversation, with how its budgets stand',
        tags,
        response: { 200: oneConversationSchema },
      },
    },
    async (request) => {
      const conversation = foundConversation(request);
      return { ...shown(conversation), budget: await budgetOf(deps, conversation) };
    },
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

/** That its assistant is paused stands with no conversation: it is seen when one is looked at. */
const withPause =
  (components: Dependencies['components']) =>
  (conversation: Conversation): Conversation => {
    const manner = conversation.status === 'open' ? components.pauseOf(conversation.assistant) : undefined;
    if (!manner) return conversation;
    return { ...conversation, nextStep: pausedNextStep(conversation.nextStep, manner) };
  };

function withDelivery({ reason, ...message }: StoredMessage) {
  const delivery = message.from === 'customer' ? null : ('delivered' as const);
  return { ...message, delivery, ...(reason !== null && { reason }) };
}
