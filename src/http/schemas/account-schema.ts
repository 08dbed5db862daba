import { z } from 'zod';
import { roles } from '../../domain/operator.ts';
import { httpBounds } from '../http-bounds.ts';

const account = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  isDisabled: z.boolean(),
  createdAt: z.string(),
});

export const operatorAccountSchema = z.object({ operator: account });
export const accountsSchema = z.object({ items: z.array(account), nextCursor: z.null() });

/** What an admin changes; what is absent stays. */
export const accountChangeSchema = z
  .object({
    role: z.exactOptional(z.enum(roles)),
    isDisabled: z.exactOptional(z.boolean()),
    password: z.exactOptional(z.string().min(httpBounds.passwordTextMin).max(httpBounds.passwordTextMax)),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'something to change is expected' });
