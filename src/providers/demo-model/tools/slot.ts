import { z } from 'zod';
import type { DemoTool } from '../demo-request.ts';

/** One parameter of a tool that wants a value. */
export interface Slot {
  readonly name: string;
  readonly schema: Property;
  readonly isRequired: boolean;
  readonly tool: DemoTool;
  readonly texts: Texts;
}

/** Where values are looked for, each newest first. */
export interface Texts {
  /** What is asked now. */
  readonly asked: readonly string[];
  /** What was said before: it still tells which order is meant, but no longer how much or how many. */
  readonly before: readonly string[];
  /** What we answered last, which may have offered something to choose from. */
  readonly lastAnswer?: string;
  /** As `2026-11-24`. */
  readonly today?: string | undefined;
}

/** The part of JSON Schema that tools' parameters are commonly written in. */
const property = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.looseObject({})).optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
  items: z.looseObject({}).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
});
export type Property = z.infer<typeof property>;

/** A schema that says nothing we understand is read as one that says nothing. */
export const readProperty = (schema: unknown): Property => property.catch({}).parse(schema);

/** The first value that is found in any of the texts. */
export function firstIn<T>(texts: readonly string[], find: (text: string) => T | undefined): T | undefined {
  for (const text of texts) {
    const found = find(text);
    if (found !== undefined) return found;
  }
  return undefined;
}
