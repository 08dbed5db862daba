import type { FastifyBaseLogger } from 'fastify';
import { httpBounds } from './http-bounds.ts';

/**
 * Does what is worth trying but not worth failing for, and waits only so long: the database holds the truth, and
 * the sweeper makes up for what is missed.
 */
export async function tolerate(
  log: FastifyBaseLogger,
  what: string,
  work: () => Promise<unknown>,
): Promise<void> {
  const timeout = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => timeout.resolve('late'), httpBounds.doorbellMs);
  const tried = work().catch((error: unknown) => log.warn({ err: error }, `${what} failed`));
  const first = await Promise.race([tried, timeout.promise]);
  clearTimeout(timer);
  if (first === 'late') log.warn(`${what} takes long; going on without it`);
}
