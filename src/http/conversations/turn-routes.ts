import { isUuid } from '../../domain/ids.ts';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Dependencies } from '../dependencies.ts';
import { notFound } from '../problem.ts';
import { tracedTurnSchema } from '../schemas/turn-schema.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

/** One turn from the inside: what each step was given, and what it gave. */
export function addTurnRoutes(app: App, { rows }: Dependencies): void {
  app.get(
    '/v1/conversations/:id/turns/:turnId',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      preValidation: findConversation(rows),
      schema: {
        summary: 'One turn with what went in and out of its steps',
        tags: ['conversations'],
        response: { 200: tracedTurnSchema },
      },
    },
    async (request) => {
      const { turnId } = request.params as { turnId: string };
      const turn = isUuid(turnId)
        ? await rows.turns.traced(foundConversation(request).id, turnId)
        : undefined;
      if (!turn) throw notFound();
      return turn;
    },
  );
}
