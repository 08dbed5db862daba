import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { httpBounds } from '../http-bounds.ts';
import { atMost } from './at-most.ts';

const check = atMost(httpBounds.passwordChecksMax, httpBounds.passwordChecksWaitingMax);

/** Argon2id, as the package does by default. */
export const hashPassword = (password: string): Promise<string> => check(() => hash(password));

/** Takes as long where there is no such account, so that nobody can tell by the clock. */
export function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  return check(async () => {
    const matches = await verify(passwordHash ?? (await decoyHash()), password);
    return matches && passwordHash !== undefined;
  });
}

let decoy: Promise<string> | undefined;

/** Of a password that nobody knows. Made beforehand, lest the first unknown e-mail take twice as long. */
export function decoyHash(): Promise<string> {
  decoy ??= hash(randomBytes(32));
  return decoy;
}
