import type { FastifyRequest } from 'fastify';
import type { HttpSettings } from './dependencies.ts';

/** Which pages may write: the console's own, and those that embed the chat. */
export function createOrigins(settings: Pick<HttpSettings, 'publicUrls' | 'webOrigins'>) {
  const own = () => settings.publicUrls().map((url) => new URL(url).origin);
  return {
    /** A browser always names the origin of a write, so an operator's write without one is refused. */
    mayOperate: (request: FastifyRequest) =>
      request.headers.origin !== undefined && own().includes(request.headers.origin),

    /** Who isn't a browser has no origin and is welcome: the token is what counts. */
    mayChat: (request: FastifyRequest) => {
      const { origin } = request.headers;
      return origin === undefined || own().includes(origin) || settings.webOrigins.includes(origin);
    },
  };
}
