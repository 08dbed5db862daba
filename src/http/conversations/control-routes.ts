import { z } from 'zod';
import { bounds } from '../../domain/bounds.ts';
import { cleanText } from '../../domain/clean-text.ts';
import { textIn } from '../../domain/local-text.ts';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { conflict, notFound } from '../problem.ts';
import { conversationSchema } from '../schemas/conversation-schema.ts';
import { tolerate } from '../tolerate.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

const reasonText = z.string().overwrite(cleanText).max(bounds.reasonTextMax);

/** Of an assistant that this process doesn't know any more. */
const takenOverText = 'You are now talking with a colleague from our team.';

/** How operators take control of a conversation, give it back and end it. */
export function addControlRoutes(app: App, deps: Dependencies): void {
  const { rows, doorbell, bus, log } = deps;
  const preValidation = findConversation(rows);
  const tags = ['conversations'];
  const conversationOnly = z.object({ conversation: conversationSchema });

  app.post(
    '/v1/conversations/:id/take-over',
    {
      config: allow({ who: 'operator', role: roleFor.takeOver, act: 'take_over' }),
      preValidation,
      schema: {
        summary: 'Take control; when this answers, the assistant has said its last word',
        tags,
        body: z.object({}).optional(),
        response: { 200: conversationOnly.extend({ unsettled: z.array(z.string()) }) },
      },
    },
    async (request) => {
      const { id: conversationId, assistant } = foundConversation(request);
      const by = operatorOf(request).id;
      const language = (await rows.conversations.language(conversationId)) ?? 'en';
      const text = textIn(language, deps.assistants.get(assistant)?.messages.takenOver ?? takenOverText);
      const taken = await rows.control.takeOver({ conversationId, by, text });
      if (taken.outcome === 'held') throw conflict('Another operator has control.', { heldBy: taken.by });
      const { fence } = taken;
      await tolerate(log, 'telling of a takeover', () => doorbell.takeOver({ conversationId, by, fence }));
      const isQuiet = await bus.barrier(httpBounds.settleMs);
      if (!isQuiet) log.warn({ conversationId }, 'not every process confirmed a takeover in time');
      return { conversation: await current(conversationId), unsettled: [] };
    },
  );

  app.post(
    '/v1/conversations/:id/hand-back',
    {
      config: allow({ who: 'operator', role: roleFor.handBack, act: 'hand_back' }),
      preValidation,
      schema: {
        summary: 'Give control back to the assistant',
        tags,
        body: z.object({ note: reasonText.optional() }).default({}),
        response: { 200: conversationOnly },
      },
    },
    async (request) => {
      const { id: conversationId } = foundConversation(request);
      const { note } = request.body;
      const act = { conversationId, by: operatorOf(request).id, ...(note && { note }) };
      const given = await rows.control.handBack(act);
      if (given.outcome === 'not_held') throw conflict('The assistant has control already.');
      const { fence } = given;
      await tolerate(log, 'telling of a hand back', () => doorbell.handBack({ ...act, fence }));
      return { conversation: await current(conversationId) };
    },
  );

  app.post(
    '/v1/conversations/:id/close',
    {
      config: allow({ who: 'operator', role: roleFor.close, act: 'close' }),
      preValidation,
      schema: {
        summary: 'End the case',
        tags,
        body: z.object({ reason: reasonText.min(1) }),
        response: { 200: conversationOnly },
      },
    },
    async (request) => {
      const { id: conversationId } = foundConversation(request);
      const act = { conversationId, by: operatorOf(request).id, reason: request.body.reason };
      const { fence } = await rows.control.close(act);
      await tolerate(log, 'telling of a close', () => doorbell.close({ ...act, fence }));
      return { conversation: await current(conversationId) };
    },
  );

  async function current(conversationId: string) {
    const conversation = await rows.conversations.get(conversationId);
    if (!conversation) throw notFound();
    return conversation;
  }
}
