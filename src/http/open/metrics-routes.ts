import type { FastifyRequest } from 'fastify';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { MetricsPage } from '../dependencies.ts';
import { notFound } from '../problem.ts';

/** What Prometheus scrapes. Only programs on this machine may, unless the operator opened it. */
export function addMetricsRoutes(app: App, metrics: MetricsPage): void {
  app.get(
    '/metrics',
    { config: allow({ who: 'anyone' }), schema: { hide: true } },
    async (request, reply) => {
      if (!metrics.isPublic && !isLocal(request)) throw notFound();
      return reply.header('content-type', metrics.contentType).send(await metrics.text());
    },
  );
}

/** A proxy on this machine asks for somebody else, and says so. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const address = socket.remoteAddress?.replace('::ffff:', '') ?? '';
  const isProxied = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(
    (name) => headers[name] !== undefined,
  );
  return !isProxied && (address === '::1' || address.startsWith('127.'));
}
