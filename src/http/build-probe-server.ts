import type { FastifyBaseLogger } from 'fastify';
import type { App } from './app.ts';
import { createApp } from './create-app.ts';
import type { Checks, MetricsPage } from './dependencies.ts';
import { addMetricsRoutes } from './open/metrics-routes.ts';
import { addProbeRoutes } from './open/probe-routes.ts';

/** What a process without the HTTP service answers to: whether it lives and is ready, and its metrics. */
export async function buildProbeServer(deps: {
  log: FastifyBaseLogger;
  metrics: MetricsPage;
  checks: Checks;
}): Promise<App> {
  const app = createApp(deps.log);
  addProbeRoutes(app, deps.checks);
  addMetricsRoutes(app, deps.metrics);
  await app.ready();
  return app;
}
