import { randomUUID } from 'node:crypto';
import type { Role } from '../../../src/domain/operator.ts';
import { hashPassword } from '../../../src/http/operators/password.ts';
import { type HttpService, publicUrl } from './http-service.ts';

export const password = 'correct horse battery';

/** What a page of ours sends with a write. */
export const fromPage = { origin: publicUrl, 'content-type': 'application/json' };

export interface Visitor {
  readonly token: string;
  readonly conversationId: string;
  readonly headers: { readonly authorization: string };
}

/** Opens a chat as a browser does. */
export async function visit(
  service: Pick<HttpService, 'app'>,
  body: object = {},
  headers = {},
): Promise<Visitor> {
  const response = await service.app.inject({
    method: 'POST',
    url: '/v1/chat/sessions',
    payload: body,
    headers,
  });
  if (response.statusCode !== 201) throw new Error(`no session: ${response.statusCode} ${response.body}`);
  const { token, conversationId } = response.json();
  return { token, conversationId, headers: { authorization: `Bearer ${token}` } };
}

/** Says something as a visitor, and expects it to be taken. */
export async function say(
  service: Pick<HttpService, 'app'>,
  visitor: Visitor,
  text: string,
): Promise<number> {
  const response = await service.app.inject({
    method: 'POST',
    url: '/v1/chat/messages',
    headers: visitor.headers,
    payload: { id: randomUUID(), text },
  });
  if (response.statusCode !== 202) throw new Error(`not taken: ${response.statusCode} ${response.body}`);
  return response.json().seq;
}

export interface TestOperator {
  readonly id: string;
  readonly email: string;
  readonly cookie: string;
  /** For reads. */
  readonly headers: { readonly cookie: string };
  /** For writes. */
  readonly writes: { readonly cookie: string; readonly origin: string; readonly 'content-type': string };
}

/** Makes an operator and logs them in. */
export async function employ(service: Pick<HttpService, 'app' | 'rows'>, role: Role): Promise<TestOperator> {
  const email = `${role}-${randomUUID()}@shop.test`;
  const operator = await service.rows.operators.insert({
    email,
    passwordHash: await hashPassword(password),
    role,
    by: 'baton',
  });
  const response = await service.app.inject({
    method: 'POST',
    url: '/v1/operator/login',
    headers: fromPage,
    payload: { email, password },
  });
  const [given] = response.cookies;
  if (!operator || !given) throw new Error(`no login: ${response.statusCode} ${response.body}`);
  const cookie = `${given.name}=${given.value}`;
  return { id: operator.id, email, cookie, headers: { cookie }, writes: { cookie, ...fromPage } };
}
