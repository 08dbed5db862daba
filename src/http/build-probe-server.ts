import type { FastifyBaseLogger } from 'fastify';
import type { App } from './app.ts';
import { createApp } from './create-app.ts';
import type { Checks } from './dependencies.ts';
import { addProbeRoutes } from './open/probe-routes.ts';

/** What a process without the HTTP service answers to: whether it lives and is ready. */
export async function buildProbeServer(deps: { log: FastifyBaseLogger; checks: Checks }): Promise<App> {
  const app = createApp(deps.log);
  addProbeRoutes(app, deps.checks);
  await app.ready();
  return app;
}
