import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Dependencies } from '../dependencies.ts';
import { notFound } from '../problem.ts';
import { customerSchema } from '../schemas/customer-schema.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

/** Whom a conversation is with. */
export function addCustomerRoutes(app: App, { rows }: Dependencies): void {
  app.get(
    '/v1/conversations/:id/customer',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      preValidation: findConversation(rows),
      schema: {
        summary: 'What is known of the customer: addresses with their proof, earlier cases',
        tags: ['conversations'],
        response: { 200: customerSchema },
      },
    },
    async (request) => {
      const card = await rows.customerCard(foundConversation(request).id);
      if (!card) throw notFound();
      return card;
    },
  );
}
