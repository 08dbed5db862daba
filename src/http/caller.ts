import type { FastifyRequest } from 'fastify';
import type { ChatSession } from '../database/chat-sessions.ts';
import type { Operator } from '../domain/operator.ts';

/** Who makes a request, once the guard has found out. */
export interface Caller {
  readonly visitor?: ChatSession;
  /** The visitor's token itself, which an upgraded session keeps. */
  readonly token?: string;
  readonly operator?: Operator;
}

const callers = new WeakMap<FastifyRequest, Caller>();

export const setCaller = (request: FastifyRequest, caller: Caller) => void callers.set(request, caller);

/** The session that came with the request, where a route asks for none but takes it into account. */
export const callerOf = (request: FastifyRequest): Caller => callers.get(request) ?? {};

/** @throws on a route that isn't declared for visitors. */
export function visitorOf(request: FastifyRequest): ChatSession {
  const { visitor } = callerOf(request);
  if (!visitor) throw new Error('the route is not declared for visitors');
  return visitor;
}

/** @throws on a route that isn't declared for operators. */
export function operatorOf(request: FastifyRequest): Operator {
  const { operator } = callerOf(request);
  if (!operator) throw new Error('the route is not declared for operators');
  return operator;
}
