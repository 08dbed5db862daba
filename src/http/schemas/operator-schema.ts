import { z } from 'zod';
import { cleanText } from '../../domain/clean-text.ts';
import { roles } from '../../domain/operator.ts';
import { httpBounds } from '../http-bounds.ts';

const emailTextMax = 254;

/** Lower case, so that one mailbox is one account. */
const emailText = z
  .string()
  .overwrite((text) => cleanText(text).toLowerCase())
  .max(emailTextMax);

/** Whoever logs in may get either wrong; what isn't an e-mail is nobody's. */
export const loginSchema = z.object({
  email: emailText.min(1),
  password: z.string().min(1).max(httpBounds.passwordTextMax),
});

/** The account of somebody new. */
export const accountSchema = z.object({
  email: emailText.regex(z.regexes.email, 'an e-mail address is expected'),
  password: z.string().min(httpBounds.passwordTextMin).max(httpBounds.passwordTextMax),
});

export const operatorSchema = z.object({
  operator: z.object({ id: z.string(), email: z.string(), role: z.enum(roles) }),
});

/** Who is logged in, and where they look into workflows: the address is followed by a workflow's id. */
export const meSchema = operatorSchema.extend({ temporalUi: z.exactOptional(z.string()) });
