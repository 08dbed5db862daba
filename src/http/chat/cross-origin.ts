import type { App } from '../app.ts';
import { foreignOrigin } from '../problem.ts';

const chatPaths: readonly string[] = ['/v1/chat/sessions', '/v1/chat/messages', '/v1/chat/events'];
/** How long a browser may remember what it was allowed, in seconds; it asks again after a change of the list. */
const rememberedS = 600;

/**
 * Lets pages of the listed sites use the chat's routes from their own origin, and read what they are answered,
 * refusals too. No cookie is ever allowed along: the visitor's token is what counts. An unlisted origin gets
 * nothing, and its preflight 403.
 */
export function allowCrossOrigin(app: App, listed: readonly string[]): void {
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    if (!chatPaths.includes(path)) return;
    reply.header('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined) return;
    const isListed = listed.includes(origin);
    if (isListed) {
      reply.headers({
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'Retry-After',
      });
    }
    const isPreflight =
      request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    if (!isPreflight) return;
    if (!isListed) throw foreignOrigin();
    return reply
      .code(204)
      .headers({
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'Authorization, Content-Type, Last-Event-ID',
        'access-control-max-age': String(rememberedS),
      })
      .send();
  });
}
