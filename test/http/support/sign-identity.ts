import { SignJWT } from 'jose';
import { identitySecret } from './http-service.ts';

const seconds = () => Math.floor(Date.now() / 1_000);

/** A token as the business makes it; `claims` and `how` make it wrong. */
export async function sign(
  claims: Record<string, unknown>,
  how: { alg?: string; secret?: string } = {},
): Promise<string> {
  return await new SignJWT({ aud: 'baton', exp: seconds() + 60, ...claims })
    .setProtectedHeader({ alg: how.alg ?? 'HS256' })
    .sign(new TextEncoder().encode(how.secret ?? identitySecret));
}

/** A token of any header and claims, with a signature that proves nothing. */
export function forge(header: object, claims: object, signature = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part({ aud: 'baton', exp: seconds() + 60, ...claims })}.${signature}`;
}

export const inSeconds = (ahead: number) => seconds() + ahead;
