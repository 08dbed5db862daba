import { z } from 'zod';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { Checks } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';

const retryAfterSeconds = String(httpBounds.retryAfterMs / 1_000);

/** What a supervisor asks: does it live, and is it ready? */
export function addProbeRoutes(app: App, checks: Checks): void {
  const config = allow({ who: 'anyone' });
  const tags = ['open'];

  app.get(
    '/healthz',
    {
      config,
      schema: { summary: 'The process lives', tags, response: { 200: z.object({ status: z.string() }) } },
    },
    async () => ({ status: 'ok' }),
  );

  const readiness = z.object({ checks: z.record(z.string(), z.string()) });
  app.get(
    '/readyz',
    {
      config,
      schema: { summary: 'The process can serve', tags, response: { 200: readiness, 503: readiness } },
    },
    async (_request, reply) => {
      const results = await Promise.all(
        Object.entries(checks).map(([name, check]) => outcomeOf(name, check)),
      );
      const isReady = results.every(([, outcome]) => outcome === 'ok');
      if (!isReady) reply.header('retry-after', retryAfterSeconds);
      return reply.code(isReady ? 200 : 503).send({ checks: Object.fromEntries(results) });
    },
  );
}

async function outcomeOf(name: string, check: () => Promise<void>): Promise<[string, string]> {
  const timeout = Promise.withResolvers<string>();
  const timer = setTimeout(() => timeout.resolve('does not answer'), httpBounds.checkMs);
  const outcome = check().then(
    () => 'ok',
    (error: unknown) => (error instanceof Error ? error.message : 'failed').slice(0, 200),
  );
  const first = await Promise.race([outcome, timeout.promise]);
  clearTimeout(timer);
  return [name, first];
}
