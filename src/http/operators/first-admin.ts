import type { Operators } from '../../database/operators.ts';
import { httpBounds } from '../http-bounds.ts';
import { newToken } from '../secret-token.ts';
import { hashPassword } from './password.ts';

/** Makes this admin unless the e-mail has an account, which then stays as it is, password included. */
export async function ensureAdmin(
  operators: Pick<Operators, 'findByEmail' | 'insert'>,
  admin: { email: string; password: string },
): Promise<void> {
  const email = admin.email.trim().toLowerCase();
  if (await operators.findByEmail(email)) return;
  await operators.insert({
    email,
    passwordHash: await hashPassword(admin.password),
    role: 'admin',
    by: 'baton',
  });
}

/**
 * Where the first admin makes their account, once and within a day: the path on this service. A new link
 * replaces the one before. The secret stands behind `#`, so that it is in no log of requests.
 */
export async function createSetupLink(operators: Pick<Operators, 'replaceSetupLink'>): Promise<string> {
  const { token, tokenHash } = newToken();
  await operators.replaceSetupLink(tokenHash, new Date(Date.now() + httpBounds.setupLinkMs));
  return `/setup#${token}`;
}
