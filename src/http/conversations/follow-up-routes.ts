import { z } from 'zod';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Dependencies } from '../dependencies.ts';
import { pageOf } from '../schemas/page-schema.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

const followUpSchema = z.object({
  number: z.int(),
  about: z.string(),
  dueAt: z.exactOptional(z.string()),
  onEvent: z.exactOptional(z.string()),
});

/** What the assistant has promised to write, for operators who want to know what it waits for. */
export function addFollowUpRoutes(app: App, { rows }: Dependencies): void {
  app.get(
    '/v1/conversations/:id/follow-ups',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      preValidation: findConversation(rows),
      schema: {
        summary: 'What the assistant has promised to write, and when; open ones, all on one page',
        tags: ['conversations'],
        response: { 200: pageOf(followUpSchema) },
      },
    },
    async (request) => {
      const items = await rows.followUps.open(foundConversation(request).id);
      return { items, nextCursor: null };
    },
  );
}
