import type { FastifyRequest } from 'fastify';
import type { Operator } from '../../domain/operator.ts';
import type { Rows } from '../dependencies.ts';
import { httpBounds } from '../http-bounds.ts';
import { badLogin, tooMany } from '../problem.ts';
import { isPassword } from './password.ts';

/**
 * Whose e-mail and password these are.
 * @throws 401 when they are nobody's, 429 when too many have failed for the e-mail or from the network address.
 */
export async function logIn(
  rows: Rows,
  request: FastifyRequest,
  { email, password }: { email: string; password: string },
): Promise<Operator> {
  // Not an e-mail, so it can't be taken for one.
  const address = `from ${request.ip}`;
  const limits = [
    { key: email, failuresMax: httpBounds.loginFailuresMax },
    { key: address, failuresMax: httpBounds.loginFailuresPerAddressMax },
  ];
  const mayTry = await rows.loginFailures.begin(limits, new Date(Date.now() - httpBounds.loginWindowMs));
  if (!mayTry) throw tooMany(httpBounds.loginWindowMs);
  const account = await rows.operators.findByEmail(email);
  const isRight = await isPassword(account?.passwordHash, password);
  if (!account || !isRight) {
    await rows.audit({ actor: email, act: 'log_in', subject: account?.id ?? '-', allowed: false });
    throw badLogin();
  }
  await rows.loginFailures.forgive(email, address);
  await rows.audit({ actor: account.id, act: 'log_in', subject: account.id, allowed: true });
  const { id, role } = account;
  return { id, email: account.email, role };
}
