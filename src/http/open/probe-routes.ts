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

  // Anybody may ask as often as they like: those who ask at once are given one answer.
  const results = shared(() =>
    Promise.all(Object.entries(checks).map(([name, check]) => outcomeOf(name, check))),
  );
  const readiness = z.object({ checks: z.record(z.string(), z.string()) });
  app.get(
    '/readyz',
    {
      config,
      schema: { summary: 'The process can serve', tags, response: { 200: readiness, 503: readiness } },
    },
    async (_request, reply) => {
      const found = await results();
      const isReady = found.every(([, outcome]) => outcome === 'ok');
      if (!isReady) reply.header('retry-after', retryAfterSeconds);
      return reply.code(isReady ? 200 : 503).send({ checks: Object.fromEntries(found) });
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

/** Does it again only when nobody is waiting for it already. */
function shared<T>(find: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= find().finally(() => {
      running = undefined;
    });
    return running;
  };
}
