import { z } from 'zod';
import { roleFor, roles } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { conflict } from '../problem.ts';
import { accountSchema, operatorSchema } from '../schemas/operator-schema.ts';
import { hashPassword } from './password.ts';

/** How an admin makes operators. */
export function addOperatorRoutes(app: App, { rows }: Dependencies): void {
  app.post(
    '/v1/operators',
    {
      config: allow({ who: 'operator', role: roleFor.createOperator, act: 'create_operator' }),
      schema: {
        summary: 'Make an account for an operator',
        tags: ['operators'],
        body: accountSchema.extend({ role: z.enum(roles) }),
        response: { 201: operatorSchema },
      },
    },
    async (request, reply) => {
      const { email, password, role } = request.body;
      const passwordHash = await hashPassword(password);
      const operator = await rows.operators.insert({ email, passwordHash, role, by: operatorOf(request).id });
      if (!operator) throw conflict('This e-mail has an account already.');
      return reply.code(201).send({ operator });
    },
  );
}
