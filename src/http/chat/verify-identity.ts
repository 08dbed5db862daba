import { jwtVerify } from 'jose';
import { z } from 'zod';
import { cleanText } from '../../domain/clean-text.ts';
import type { Identity } from '../../domain/identity.ts';
import { httpBounds } from '../http-bounds.ts';
import { badIdentity } from '../problem.ts';

const claim = z.string().overwrite(cleanText).max(httpBounds.claimTextMax);
const claimsSchema = z.object({
  // Never cleaned: two ids that look alike afterwards would be one customer.
  sub: z
    .string()
    .min(1)
    .max(httpBounds.claimTextMax)
    .refine((sub) => cleanText(sub) === sub),
  exp: z.number(),
  name: claim.optional(),
  email: claim.optional(),
  phone: claim.optional(),
});

/**
 * Who the business says a visitor is, in a token that it has signed.
 * @throws 401 on whatever isn't exactly that: who shows a bad identity is not let in as anonymous.
 */
export async function verifyIdentity(token: string, secret: string | undefined): Promise<Identity> {
  if (secret === undefined || secret === '') throw badIdentity();
  const claims = claimsSchema.safeParse(await verifiedClaims(token, secret));
  if (!claims.success) throw badIdentity();
  const { sub, exp, name, email, phone } = claims.data;
  if (exp * 1_000 - Date.now() > httpBounds.identityAheadMaxMs) throw badIdentity();
  return { businessId: sub, ...(name && { name }), ...(email && { email }), ...(phone && { phone }) };
}

async function verifiedClaims(token: string, secret: string): Promise<unknown> {
  try {
    const key = new TextEncoder().encode(secret);
    const { payload } = await jwtVerify(token, key, { algorithms: ['HS256'], audience: 'baton' });
    return payload;
  } catch {
    throw badIdentity();
  }
}
