import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Callbacks } from '../../database/callbacks.ts';
import { callbackStates, type WorkEnd } from '../../domain/callback.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Dependencies } from '../dependencies.ts';
import { badShape, conflict, notFound } from '../problem.ts';
import { workEndSchema } from '../schemas/work-schema.ts';
import { tolerate } from '../tolerate.ts';

type Work = NonNullable<Awaited<ReturnType<Callbacks['find']>>>;
const found = new WeakMap<FastifyRequest, Work>();

/** Where the end of a tool's work is told. The address itself is the permission, so it stands in no log. */
export function addToolRoutes(app: App, { rows, doorbell, assistants, log }: Dependencies): void {
  app.post(
    '/webhooks/tools/:token',
    {
      config: allow({ who: 'anyone' }),
      preValidation: async (request) => {
        const { token } = request.params as { token: string };
        const work = await rows.callbacks.find(token);
        if (!work) throw notFound();
        found.set(request, work);
      },
      schema: {
        summary: 'Tell how the work of a tool ended; the same told again changes nothing',
        tags: ['webhooks'],
        params: z.object({ token: z.string() }),
        body: workEndSchema,
        response: { 200: z.object({ state: z.enum(callbackStates) }) },
      },
    },
    async (request) => {
      const work = found.get(request);
      if (!work) throw new Error('the route did not look its work up');
      const end = checked(work, request.body);
      const told = await rows.callbacks.complete(work.id, end);
      if (told.outcome === 'conflict') throw conflict(reasons[told.why]);
      const { conversation_id: conversationId } = work;
      await tolerate(log, 'telling of the end of work', () =>
        doorbell.event({ conversationId, ...told.event }),
      );
      return { state: end.status };
    },
  );

  function checked({ assistant, tool }: Work, end: WorkEnd): WorkEnd {
    if (end.status === 'failed') return end;
    const output = assistants.checkToolOutput(assistant, tool, end.output);
    if (!output.ok) throw badShape(`output: ${output.problem}`.slice(0, 300));
    return { status: 'done', output: output.output };
  }
}

const reasons = {
  ended: 'Another end of this was told before.',
  expired: 'It is too late: this was given up.',
} as const;
