import { z } from 'zod';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Dependencies } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { openSession } from './open-session.ts';

/** How a visitor gets a session. */
export function addSessionRoutes(app: App, deps: Dependencies): void {
  app.post(
    '/v1/chat/sessions',
    {
      config: allow({ who: 'newcomer' }),
      schema: {
        summary: "Open a visitor's session, or say who the visitor is",
        tags: ['chat'],
        body: z
          .object({
            assistant: z.string().max(100).optional(),
            identity: z.string().max(httpBounds.identityTextMax).optional(),
          })
          .default({}),
        response: { 201: z.object({ token: z.string(), conversationId: z.string(), expiresAt: z.string() }) },
      },
    },
    async (request, reply) => reply.code(201).send(await openSession(deps, request, request.body)),
  );
}
