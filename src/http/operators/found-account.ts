import type { FastifyRequest } from 'fastify';
import type { Account } from '../../database/accounts.ts';
import type { Rows } from '../dependencies.ts';
import { notFound } from '../problem.ts';

const found = new WeakMap<FastifyRequest, Account>();

/** Looks the account of the path up, after the size and before the shape is judged. @throws 404 */
export function findAccount({ accounts }: Pick<Rows, 'accounts'>) {
  return async (request: FastifyRequest): Promise<void> => {
    const { id } = request.params as { id: string };
    const account = await accounts.find(id);
    if (!account) throw notFound();
    found.set(request, account);
  };
}

/** @throws on a route that didn't look it up. */
export function foundAccount(request: FastifyRequest): Account {
  const account = found.get(request);
  if (!account) throw new Error('the route does not look its account up');
  return account;
}
