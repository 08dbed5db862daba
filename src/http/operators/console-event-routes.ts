import { roleFor } from '../../domain/operator.ts';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { operatorOf } from '../caller.ts';
import type { Dependencies } from '../dependencies.ts';
import type { ConsoleFeed } from '../stream/console-feed.ts';
import { startStream, whenClosed } from '../stream/start-stream.ts';
import { createStreamSlots } from '../stream/stream-slots.ts';
import { findOperator } from './operator-cookie.ts';

/** How an operator's page hears that something has changed. */
export function addConsoleEventRoutes(app: App, { rows }: Dependencies, feed: ConsoleFeed): void {
  const takeSlot = createStreamSlots();

  app.get(
    '/v1/operator/events',
    {
      config: allow({ who: 'operator', role: roleFor.read, act: 'read' }),
      exposeHeadRoute: false,
      schema: {
        summary: 'Which conversations have changed, as it happens: server-sent events',
        tags: ['operators'],
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { id } = operatorOf(request);
      const giveBack = takeSlot(id);
      const socket = startStream(reply);
      whenClosed(socket, () => {
        feed.leave(socket);
        giveBack();
      });
      feed.join(socket, async () => (await findOperator(rows.operatorSessions, request))?.id === id);
    },
  );
}
