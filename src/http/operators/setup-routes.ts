import { z } from 'zod';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { accountSchema, operatorSchema } from '../schemas/operator-schema.ts';
import { hashToken } from '../secret-token.ts';
import { giveCookie } from './operator-cookie.ts';
import { hashPassword } from './password.ts';
import { setupPage, setupScript } from './setup-page.ts';

/** How the first admin gets in, with a link that works once. */
export function addSetupRoutes(app: App, { rows, settings }: Dependencies): void {
  app.post(
    '/v1/operator/setup',
    {
      config: allow({ who: 'stranger' }),
      schema: {
        summary: 'Make the first admin with the one-time link',
        tags: ['operators'],
        body: accountSchema.extend({ token: z.string().max(100) }),
        response: { 201: operatorSchema },
      },
    },
    async (request, reply) => {
      const { token, email, password } = request.body;
      const tokenHash = hashToken(token);
      // Looked up first: a password is costly to hash, and here anybody may ask.
      if (!(await rows.operators.isSetupLink(tokenHash))) throw badLink();
      const passwordHash = await hashPassword(password);
      const operator = await rows.operators.useSetupLink(tokenHash, { email, passwordHash });
      if (!operator) throw badLink();
      await giveCookie(reply, rows.operatorSessions, operator, settings);
      return reply.code(201).send({ operator });
    },
  );

  const open = { config: allow({ who: 'anyone' }), schema: { hide: true } };
  app.get('/setup', open, (_request, reply) => reply.type('text/html; charset=utf-8').send(setupPage));
  app.get('/setup.js', open, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(setupScript),
  );
}

const badLink = () =>
  new Problem(401, 'This link is not valid: it was used or has expired, or the e-mail is taken.');
