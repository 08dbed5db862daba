import { z } from 'zod';
import { caseOutcomes } from '../../domain/case.ts';
import { channelNames, proofs } from '../../domain/message.ts';

const text = z.exactOptional(z.string());

/** A customer as operators see them. */
export const customerSchema = z.object({
  id: z.string(),
  businessId: text,
  name: text,
  email: text,
  phone: text,
  language: text,
  addresses: z
    .array(z.object({ channel: z.enum(channelNames), proof: z.enum(proofs), since: z.string() }).readonly())
    .readonly(),
  cases: z
    .array(
      z
        .object({
          number: z.int(),
          openedAt: z.string(),
          closedAt: z.string().nullable(),
          outcome: z.enum(caseOutcomes).nullable(),
          summary: z.string().nullable(),
        })
        .readonly(),
    )
    .readonly(),
});
