import { z } from 'zod';
import { authoringBounds } from '../domain/authoring-bounds.ts';
import { closedObject } from './closed-object.ts';

const amount = () => z.int().min(0).max(authoringBounds.capMax);

const capShape = closedObject({ costMicroUsd: amount().optional(), tokens: amount().optional() }).refine(
  (cap) => cap.costMicroUsd !== undefined || cap.tokens !== undefined,
  'expected costMicroUsd, tokens, or both',
);

/** What may be spent, as an author may write it. */
export const budgetShape = closedObject({
  turn: capShape.optional(),
  case: capShape.optional(),
  customerDay: capShape.optional(),
  assistantDay: capShape.optional(),
  downgradeAt: z.number().min(0).max(1).default(0.7),
});
