import { createHash, randomBytes } from 'node:crypto';

/** A bearer's secret: 32 random bytes, and what is kept of them. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

/** SHA-256, hex. The token is random enough that nothing slower is needed. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');
