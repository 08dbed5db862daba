import fc from 'fast-check';
import { z } from 'zod';
import { pointerOf } from '../../../../src/domain/plan/json-pointer.ts';

/** A random schema, and values that it lets pass. */
export interface SchemaCase {
  readonly schema: z.ZodType;
  readonly value: fc.Arbitrary<unknown>;
}

const scalar: fc.Arbitrary<SchemaCase> = fc.constantFrom(
  { schema: z.string(), value: fc.string() },
  { schema: z.int(), value: fc.integer() },
  { schema: z.number(), value: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { schema: z.boolean(), value: fc.boolean() },
  { schema: z.enum(['open', 'sent']), value: fc.constantFrom('open', 'sent') },
  { schema: z.literal(7), value: fc.constant(7) },
  { schema: z.string().nullable(), value: fc.option(fc.string()) },
  { schema: z.union([z.string(), z.int()]), value: fc.oneof(fc.string(), fc.integer()) },
);

const listOf = (inner: fc.Arbitrary<SchemaCase>) =>
  inner.map(
    ({ schema, value }): SchemaCase => ({
      schema: z.array(schema),
      value: fc.array(value, { maxLength: 3 }),
    }),
  );

const objectOf = (inner: fc.Arbitrary<SchemaCase>) =>
  fc
    .dictionary(
      fc.constantFrom('id', 'total', 'a/b', 'm~n', 'items', 'note'),
      fc.tuple(inner, fc.boolean()),
      {
        minKeys: 1,
        maxKeys: 3,
      },
    )
    .map((fields): SchemaCase => {
      const entries = Object.entries(fields);
      const required = entries.filter(([, [, isRequired]]) => isRequired).map(([name]) => name);
      return {
        schema: z.object(
          Object.fromEntries(
            entries.map(([name, [{ schema }, isRequired]]) => [
              name,
              isRequired ? schema : schema.optional(),
            ]),
          ),
        ),
        value: fc.record(Object.fromEntries(entries.map(([name, [{ value }]]) => [name, value])), {
          requiredKeys: required,
        }),
      };
    });

/** Lists and objects of such, a few levels deep. */
export const schemaCases: fc.Arbitrary<SchemaCase> = fc.letrec<{ any: SchemaCase }>((tie) => ({
  any: fc.oneof({ maxDepth: 3, withCrossShrink: true }, scalar, listOf(tie('any')), objectOf(tie('any'))),
})).any;

/** A pointer to some place of the value, or past it. */
export const pointersInto = (value: unknown): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...placesIn(value)) },
    { weight: 1, arbitrary: fc.constantFrom('/nowhere', '/0', '/items/9', '/id/0') },
  );

function placesIn(value: unknown, steps: readonly string[] = []): string[] {
  const children = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [pointerOf(steps), ...children.flatMap(([name, child]) => placesIn(child, [...steps, name]))];
}
