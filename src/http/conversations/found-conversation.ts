import type { FastifyRequest } from 'fastify';
import type { Conversation } from '../../domain/conversation.ts';
import { isUuid } from '../../domain/ids.ts';
import type { Rows } from '../dependencies.ts';
import { notFound } from '../problem.ts';

const found = new WeakMap<FastifyRequest, Conversation>();

/** Looks the conversation of the path up, after the size and before the shape is judged. @throws 404 */
export function findConversation({ conversations }: Rows) {
  return async (request: FastifyRequest): Promise<void> => {
    const { id } = request.params as { id: string };
    const conversation = isUuid(id) ? await conversations.get(id) : undefined;
    if (!conversation) throw notFound();
    found.set(request, conversation);
  };
}

/** @throws on a route that didn't look it up. */
export function foundConversation(request: FastifyRequest): Conversation {
  const conversation = found.get(request);
  if (!conversation) throw new Error('the route does not look its conversation up');
  return conversation;
}
