import { z } from 'zod';
import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import { loginSchema, meSchema, operatorSchema } from '../schemas/operator-schema.ts';
import { logIn } from './log-in.ts';
import { giveCookie, takeCookie } from './operator-cookie.ts';

/** How an operator comes and goes. */
export function addLoginRoutes(app: App, { rows, settings }: Dependencies): void {
  app.post(
    '/v1/operator/login',
    {
      config: allow({ who: 'stranger' }),
      schema: {
        summary: 'Log in; the session is in the cookie',
        tags: ['operators'],
        body: loginSchema,
        response: { 200: operatorSchema },
      },
    },
    async (request, reply) => {
      const operator = await logIn(rows, request, request.body);
      await giveCookie(reply, rows.operatorSessions, operator, settings);
      return { operator };
    },
  );

  app.post(
    '/v1/operator/logout',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'log_out' }),
      schema: {
        summary: 'Log out',
        tags: ['operators'],
        body: z.object({}).optional(),
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { id } = operatorOf(request);
      await takeCookie(request, reply, rows.operatorSessions, settings);
      await rows.audit({ actor: id, act: 'log_out', subject: id, allowed: true });
      return reply.code(204).send();
    },
  );

  app.get(
    '/v1/operator/me',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      schema: { summary: 'Who is logged in', tags: ['operators'], response: { 200: meSchema } },
    },
    async (request) => ({
      operator: operatorOf(request),
      ...(settings.temporalUi !== undefined && { temporalUi: settings.temporalUi }),
    }),
  );
}
