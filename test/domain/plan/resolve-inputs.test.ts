import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { select } from '../../../src/domain/plan/json-pointer.ts';
import { failureInWords, resolveInputs } from '../../../src/domain/plan/resolve-inputs.ts';
import { jsonSchemaOf } from '../../../src/registry/json-schema.ts';
import { pointersInto, schemaCases } from './support/schemas.ts';

const inputs = (pointer: string) => ({ what: { from: 'order', pointer }, how: { literal: 'soon' } });
const consumerOf = (what: z.ZodType) => {
  const schema = z.object({ what, how: z.string() });
  return { schema, inputSchema: jsonSchemaOf(schema) };
};

const handoffs = schemaCases.chain((given) =>
  given.value.chain((value) =>
    fc.record({ value: fc.constant(value), wanted: schemaCases, pointer: pointersInto(value) }),
  ),
);

test('a reference arrives as the other task takes it, or fails with its task, field and pointer', () => {
  let [arrived, failed] = [0, 0];
  fc.assert(
    fc.property(handoffs, ({ value, wanted, pointer }) => {
      const { schema, inputSchema } = consumerOf(wanted.schema);
      const task = { name: 'refund', inputs: inputs(pointer) };
      const resolved = resolveInputs(task, { inputSchema }, () => ({ ok: true, value }));
      const selected = select(value, pointer);
      if (!resolved.ok) {
        failed += 1;
        const [failure, ...more] = resolved.failures;
        assert.deepEqual(more, []);
        assert.deepEqual(
          { task: failure?.task, field: failure?.field, from: failure?.from, pointer: failure?.pointer },
          { task: 'refund', field: 'what', from: 'order', pointer },
        );
        assert.ok(failure?.expected && failure.found);
        // What fails here is nothing that the tool itself would have taken.
        assert.ok(!selected.ok || !schema.safeParse({ what: selected.value, how: 'soon' }).success);
        return;
      }
      arrived += 1;
      assert.ok(selected.ok);
      assert.deepEqual(resolved.args, { what: selected.value, how: 'soon' });
      assert.notEqual(resolved.args.what, undefined);
      // What is inside of a list or an object is left to the tool's own check.
      const isDeep = typeof selected.value === 'object' && selected.value !== null;
      assert.ok(isDeep || schema.safeParse(resolved.args).success);
    }),
    { numRuns: 1_000 },
  );
  assert.ok(arrived > 50 && failed > 50, `${arrived} arrived, ${failed} failed`);
});

test('what has the type that is wanted always arrives', () => {
  fc.assert(
    fc.property(
      schemaCases.chain(({ schema, value }) => value.map((each) => ({ schema, value: each }))),
      ({ schema, value }) => {
        const { inputSchema } = consumerOf(schema);
        const task = { name: 'refund', inputs: inputs('/a~1b') };
        const resolved = resolveInputs(task, { inputSchema }, () => ({ ok: true, value: { 'a/b': value } }));
        assert.ok(resolved.ok);
        assert.deepEqual(resolved.args.what, value);
      },
    ),
  );
});

const refund = {
  inputSchema: jsonSchemaOf(z.object({ orderId: z.string(), amountCents: z.int().positive() })),
  adapters: { amountCents: 'cents' },
} as const;
const order = { id: 'A-1', total: '49,90 €', note: null };
const asking = (pointer: string, from = 'order') => ({
  name: 'refund',
  inputs: { orderId: { from: 'order', pointer: '/id' }, amountCents: { from, pointer } },
});

test('the consumer says how a value is converted, and the conversion is told', () => {
  assert.deepEqual(
    resolveInputs(asking('/total'), refund, () => ({ ok: true, value: order })),
    {
      ok: true,
      args: { orderId: 'A-1', amountCents: 4990 },
      handoffs: [
        { field: 'orderId', from: 'order', pointer: '/id' },
        { field: 'amountCents', from: 'order', pointer: '/total', adapter: 'cents' },
      ],
    },
  );
});

const mismatches: [pointer: string, found: string][] = [
  ['/id', 'a text'],
  ['/note', 'null'],
  ['/totals', 'nothing there; at its top is an object with id, total, note'],
  ['/total/0', 'nothing there; at /total is a text'],
];
for (const [pointer, found] of mismatches)
  test(`a value that can't be converted says what was found instead: ${pointer}`, () => {
    const resolved = resolveInputs(asking(pointer), refund, () => ({ ok: true, value: order }));
    assert.ok(!resolved.ok);
    const [failure] = resolved.failures;
    assert.ok(failure);
    assert.equal(
      failureInWords(failure),
      `amountCents of refund: expected whole cents at ${pointer} of what order gave, found ${found}`,
    );
  });

test('an output that did not pass its own check is not read', () => {
  const problem = 'the output of order is not of its own shape';
  const resolved = resolveInputs(asking('/total'), refund, () => ({ ok: false, problem }));
  assert.ok(!resolved.ok);
  assert.deepEqual(
    resolved.failures.map(({ field, found }) => [field, found]),
    [
      ['orderId', problem],
      ['amountCents', problem],
    ],
  );
});
