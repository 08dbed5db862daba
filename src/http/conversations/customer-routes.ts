import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Dependencies } from '../dependencies.ts';
import { notFound } from '../problem.ts';
import { briefSchema } from '../schemas/brief-schema.ts';
import { customerSchema } from '../schemas/customer-schema.ts';
import { findConversation, foundConversation } from './found-conversation.ts';

/** Whom a conversation is with, and what an operator has to know before they speak. */
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

  app.get(
    '/v1/conversations/:id/brief',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      preValidation: findConversation(rows),
      schema: {
        summary: 'Why a person is needed, what was said, tried and promised, and what is open',
        tags: ['conversations'],
        response: { 200: briefSchema },
      },
    },
    async (request) => {
      const brief = await rows.brief(foundConversation(request).id);
      if (!brief) throw notFound();
      return brief;
    },
  );
}
