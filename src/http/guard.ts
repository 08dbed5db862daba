import type { FastifyRequest } from 'fastify';
import { isUuid } from '../domain/ids.ts';
import { outranks, type Role } from '../domain/operator.ts';
import { type Access, accessOf, type OperatorAccess } from './access.ts';
import type { App } from './app.ts';
import { setCaller } from './caller.ts';
import { findVisitor } from './chat/visitor-token.ts';
import type { Dependencies } from './dependencies.ts';
import { isJson } from './json-body.ts';
import { findOperator } from './operators/operator-cookie.ts';
import { createOrigins } from './origins.ts';
import { foreignOrigin, noOperatorSession, notJson, noVisitorSession, roleTooLow } from './problem.ts';

/**
 * Lets nobody past whom the route's declared access doesn't name. It runs before the body is read: first the
 * session, then origin and role; size, id and shape come after it.
 */
export function guard(app: App, deps: Dependencies): void {
  const origins = createOrigins(deps.settings);

  app.addHook('onRequest', async (request) => {
    const access = accessOf(request.routeOptions.config);
    if (access === undefined) throw new Error('a route without declared access');
    await check(access, request);
    nameBodyType(request);
  });

  async function check(access: Access, request: FastifyRequest): Promise<void> {
    switch (access.who) {
      case 'anyone':
        return;
      case 'stranger':
        return checkOperatorsWrite(request);
      case 'newcomer':
      case 'visitor':
        return await checkVisitor(access.who, request);
      case 'operator':
        return await checkOperator(access, request);
    }
  }

  async function checkVisitor(who: 'newcomer' | 'visitor', request: FastifyRequest): Promise<void> {
    const isAsked = who === 'visitor' || request.headers.authorization !== undefined;
    if (isAsked) {
      const found = await findVisitor(deps.rows.chatSessions, request);
      if (!found) throw noVisitorSession();
      setCaller(request, found);
    }
    if (writes(request) && !origins.mayChat(request)) throw foreignOrigin();
  }

  async function checkOperator(access: OperatorAccess, request: FastifyRequest): Promise<void> {
    const operator = await findOperator(deps.rows.operatorSessions, request);
    if (!operator) throw noOperatorSession();
    setCaller(request, { operator });
    checkOperatorsWrite(request);
    if (outranks(operator.role, access.role) && (await suits(operator.role, access, request))) return;
    await deps.rows.audit({
      actor: operator.id,
      act: access.act,
      subject: subjectOf(request),
      allowed: false,
      detail: { refused: 'role too low', role: operator.role },
    });
    throw roleTooLow();
  }

  function checkOperatorsWrite(request: FastifyRequest): void {
    if (!writes(request)) return;
    if (!origins.mayOperate(request)) throw foreignOrigin();
    if (!isJson(request.headers['content-type'])) throw notJson();
  }
}

async function suits(held: Role, { roleOf }: OperatorAccess, request: FastifyRequest): Promise<boolean> {
  const { id } = request.params as { id?: string };
  if (!roleOf || id === undefined || !isUuid(id)) return true;
  const demanded = await roleOf(id);
  return demanded === undefined || outranks(held, demanded);
}

const writes = (request: FastifyRequest) => request.method !== 'GET' && request.method !== 'HEAD';

/** The id as the caller wrote it: bounded, and with nothing that the database refuses. */
function subjectOf(request: FastifyRequest): string {
  const { id } = (request.params ?? {}) as { id?: string };
  return (id ?? '-').replaceAll('\0', '').toWellFormed().slice(0, 100);
}

/** A content type that Fastify can't parse would be refused out of turn; so it gets one of the two that count. */
function nameBodyType(request: FastifyRequest): void {
  const type = request.headers['content-type'];
  if (type === undefined) return;
  request.headers['content-type'] = isJson(type) ? 'application/json' : 'application/octet-stream';
}
