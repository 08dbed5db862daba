import type { App } from './app.ts';

const policy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** Nothing inline, nothing foreign; only the chat page may stand in the frames of the sites that embed it. */
export function addSecurityHeaders(app: App, embeddingOrigins: readonly string[]): void {
  const chatFrames = ["'self'", ...embeddingOrigins].join(' ');
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    reply.headers({
      'content-security-policy': `${policy}; frame-ancestors ${path === '/' ? chatFrames : "'none'"}`,
      'x-content-type-options': 'nosniff',
      // Not no-referrer: a form would then be sent from the origin "null".
      'referrer-policy': 'same-origin',
      ...(path.startsWith('/v1/') && { 'cache-control': 'no-store' }),
    });
  });
}
