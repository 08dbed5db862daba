import type { FastifyRequest } from 'fastify';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import { visitorOf } from '../caller.ts';
import type { Hub } from '../stream/hub.ts';
import { createReader } from '../stream/reader.ts';
import type { SessionWatch } from '../stream/session-watch.ts';
import { startStream, whenClosed } from '../stream/start-stream.ts';
import { createStreamSlots } from '../stream/stream-slots.ts';

/** A visitor's view of the conversation as it happens. */
export function addEventRoutes(app: App, hub: Hub, sessions: SessionWatch): void {
  const takeSlot = createStreamSlots();

  app.get(
    '/v1/chat/events',
    {
      config: allow({ who: 'visitor' }),
      exposeHeadRoute: false,
      schema: {
        summary: 'The conversation as it happens: server-sent events, resumed by Last-Event-ID',
        tags: ['chat'],
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const visitor = visitorOf(request);
      const giveBack = takeSlot(visitor.tokenHash);
      const socket = startStream(reply);
      const reader = createReader(socket);
      const stopWatching = sessions.watch(visitor, () => reader.end());
      whenClosed(socket, () => {
        stopWatching();
        hub.leave(visitor.conversationId, reader);
        giveBack();
      });
      try {
        await hub.enter(visitor.conversationId, reader, lastEventId(request));
      } catch (error) {
        // The head is out, so there is no status left to tell it with: the page comes back and tries again.
        request.log.warn({ err: error, requestId: request.id }, 'a stream could not begin');
        socket.destroy();
      }
    },
  );
}

/** None, or not one of ours: undefined. */
function lastEventId(request: FastifyRequest): number | undefined {
  const value = request.headers['last-event-id'];
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
