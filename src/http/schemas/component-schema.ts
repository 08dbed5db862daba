import { z } from 'zod';
import { componentKinds, componentStates, dataClasses } from '../../domain/component.ts';

const jsonSchema = z.record(z.string(), z.unknown());

/** A component with its live status. */
export const componentSchema = z.object({
  id: z.string(),
  assistant: z.string(),
  kind: z.enum(componentKinds),
  name: z.string(),
  version: z.string(),
  description: z.string(),
  capabilities: z.array(z.string()).readonly(),
  input: jsonSchema.nullable(),
  output: jsonSchema.nullable(),
  policy: z.record(z.string(), z.unknown()),
  dataClass: z.enum(dataClasses),
  state: z.enum(componentStates),
  /** Why it is not well, and since when. */
  reason: z.exactOptional(z.string()),
  since: z.exactOptional(z.iso.datetime()),
});

export const registrySchema = z.object({
  items: z.array(componentSchema),
  nextCursor: z.null(),
  assistants: z
    .array(z.object({ id: z.string(), name: z.string(), version: z.string(), manifestHash: z.string() }))
    .readonly(),
});

const text = z.string().min(1).max(200);

export const registryQuery = z.object({
  assistant: text.optional(),
  kind: z.enum(componentKinds).optional(),
  name: text.optional(),
  version: text.optional(),
  capability: text.optional(),
  state: z.enum(componentStates).optional(),
});
