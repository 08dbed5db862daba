import { z } from 'zod';
import type { JsonSchema } from '../../domain/model.ts';
import { checkableSchema } from './checkable-schema.ts';

/** What values of a stranger's schema are checked by. A schema that can't be understood lets any object through. */
export function valueSchema(schema: JsonSchema | undefined): z.ZodType {
  if (!schema) return anyObject;
  try {
    return z.fromJSONSchema(checkableSchema(schema) as Parameters<typeof z.fromJSONSchema>[0]);
  } catch {
    return anyObject;
  }
}

const anyObject = z.record(z.string(), z.unknown());
