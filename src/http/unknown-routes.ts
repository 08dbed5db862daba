import type { App } from './app.ts';
import { notFound, wrongMethod } from './problem.ts';
import type { RouteTable } from './route-table.ts';

/** Refuses unknown paths and wrong methods before anything else is looked at, their body included. */
export function refuseUnknownRoutes(app: App, routes: RouteTable): void {
  app.addHook('onRequest', async (request) => {
    if (!request.is404) return;
    const allowed = routes.methodsOf(request.url.split('?')[0] ?? '');
    throw allowed.length > 0 ? wrongMethod(allowed) : notFound();
  });
  // Without a handler of our own, Fastify's doesn't run the hooks.
  app.setNotFoundHandler(() => {
    throw notFound();
  });
}
