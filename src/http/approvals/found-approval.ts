import type { FastifyRequest } from 'fastify';
import type { Approval } from '../../domain/approval.ts';
import { isUuid } from '../../domain/ids.ts';
import type { Rows } from '../dependencies.ts';
import { notFound } from '../problem.ts';

const found = new WeakMap<FastifyRequest, Approval>();

/** Looks the approval of the path up, after the size and before the shape is judged. @throws 404 */
export function findApproval({ approvals }: Rows) {
  return async (request: FastifyRequest): Promise<void> => {
    const { id } = request.params as { id: string };
    const approval = isUuid(id) ? await approvals.get(id) : undefined;
    if (!approval) throw notFound();
    found.set(request, approval);
  };
}

/** @throws on a route that didn't look it up. */
export function foundApproval(request: FastifyRequest): Approval {
  const approval = found.get(request);
  if (!approval) throw new Error('the route does not look its approval up');
  return approval;
}
