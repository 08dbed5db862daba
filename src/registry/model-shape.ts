import { z } from 'zod';
import { authoringBounds } from '../domain/authoring-bounds.ts';
import { closedObject } from './closed-object.ts';

const envName = () => z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of an environment variable');
const tokens = () => z.int().min(1).max(10_000_000);
const priceMicroUsd = () => z.int().min(0).max(1_000_000_000);

const modelShape = closedObject({
  model: z.string().trim().min(1).max(authoringBounds.nameTextMax),
  contextTokens: tokens(),
  outputTokensMax: tokens(),
  priceMicroUsdPerMillionTokens: closedObject({ input: priceMicroUsd(), output: priceMicroUsd() }).optional(),
  baseUrlEnv: envName().optional(),
  apiKeyEnv: envName().optional(),
  ratePerSecond: z.number().min(0.01).max(authoringBounds.toolRatePerSecondMax).optional(),
  concurrency: z.int().min(1).max(authoringBounds.toolConcurrencyMax).optional(),
  fallback: z.array(z.string()).max(authoringBounds.modelsMax).readonly().optional(),
}).refine((model) => model.outputTokensMax < model.contextTokens, {
  path: ['outputTokensMax'],
  error: 'expected less than contextTokens',
});

const embeddingShape = closedObject({
  model: z.string().trim().min(1).max(authoringBounds.nameTextMax),
  priceMicroUsdPerMillionTokens: closedObject({ input: priceMicroUsd() }).optional(),
  dimensions: z.int().min(1).max(authoringBounds.embeddingDimensionsMax),
  baseUrlEnv: envName().optional(),
  apiKeyEnv: envName().optional(),
});

/** The models of an assistant that answer, by name, and the one that embeds. */
export const modelsShape = z
  .object({ embedding: embeddingShape.optional() })
  .catchall(modelShape)
  .transform(({ embedding, ...models }) => ({ models, embedding }))
  .refine(({ models }) => Object.keys(models).length > 0, 'expected at least one model')
  .refine(({ models }) => Object.keys(models).length <= authoringBounds.modelsMax, {
    error: `expected at most ${authoringBounds.modelsMax} models`,
  });
