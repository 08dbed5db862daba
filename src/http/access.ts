import type { FastifyContextConfig } from 'fastify';
import type { Role } from '../domain/operator.ts';

/**
 * Who may call a route. Every route declares it; the server doesn't build with one that doesn't.
 * - `anyone`: nothing is asked.
 * - `newcomer`: a visitor who may hold a session already; a held one must be valid.
 * - `visitor`: whoever holds a visitor's session.
 * - `stranger`: a browser that is about to become an operator's.
 * - `operator`: an operator of at least this role; `act` names the deed in the audit.
 */
export type Access = { readonly who: 'anyone' | 'newcomer' | 'visitor' | 'stranger' } | OperatorAccess;

export interface OperatorAccess {
  readonly who: 'operator';
  readonly role: Role;
  readonly act: string;
  /** Where the thing itself may demand more than the route, by its id; undefined: there is no such thing. */
  readonly roleOf?: (id: string) => Promise<Role | undefined>;
}

/** As a route's `config`. */
export const allow = (access: Access): FastifyContextConfig & { readonly access: Access } => ({ access });

export function accessOf(config: unknown): Access | undefined {
  return (config as { access?: Access } | undefined)?.access;
}
