import { z } from 'zod';
import type { JsonSchema } from '../domain/model.ts';

/** A zod schema as a model reads it: what may be given, so that fields with a default may be left out. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...document } = z.toJSONSchema(schema, { io: 'input' });
  return document;
}

/**
 * Why a schema can't describe a tool's arguments or result, or undefined if it can. Both are stored as JSON and checked
 * again when they come back, so what the schema makes of a value has to be JSON too: no dates, no transforms.
 */
export function notJsonReason(schema: z.ZodType): string | undefined {
  try {
    z.toJSONSchema(schema, { io: 'input' });
    z.toJSONSchema(schema, { io: 'output' });
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `expected a schema of plain JSON, without dates and transforms: ${reason.split('\n')[0]}`;
  }
}
