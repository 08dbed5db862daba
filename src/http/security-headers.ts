import type { App } from './app.ts';

const policy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/**
 * Nothing inline, nothing foreign. Only the widget may stand in the frames of the sites that embed it; the chat page
 * in our own alone, and what operators use in none.
 */
export function addSecurityHeaders(app: App, embeddingOrigins: readonly string[]): void {
  const framedBy: Readonly<Record<string, string>> = {
    '/': "'self'",
    '/widget': ["'self'", ...embeddingOrigins].join(' '),
  };
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    reply.headers({
      'content-security-policy': `${policy}; frame-ancestors ${framedBy[path] ?? "'none'"}`,
      'x-content-type-options': 'nosniff',
      // Not no-referrer: a form would then be sent from the origin "null".
      'referrer-policy': 'same-origin',
      ...(path.startsWith('/v1/') && { 'cache-control': 'no-store' }),
    });
  });
}
