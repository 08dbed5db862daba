import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import type { assistantShape } from '../../src/registry/assistant-shape.ts';
import { type AssistantDefinition, defineTool } from '../../src/registry/baton.ts';

const described = { name: 'look', description: 'Looks', effect: 'read' } as const;
const input = z.object({ orderId: z.string(), pieces: z.int().default(1) });
const output = z.object({ status: z.literal('done'), note: z.string().optional() });

test('a tool gets its types from its schemas', async () => {
  const tool = defineTool({
    ...described,
    input,
    output,
    // A field with a default is there by then.
    run: ({ orderId, pieces }) => ({ status: 'done', note: `${pieces.toFixed()} of ${orderId}` }),
  });
  assert.deepEqual(await tool.run({ orderId: 'A-1', pieces: 2 }, {} as never), {
    status: 'done',
    note: '2 of A-1',
  });
});

test('the compiler refuses what the schemas do not allow', () => {
  const base = { ...described, input, output };
  const done = () => ({ status: 'done' }) as const;
  // @ts-expect-error The result is no member of the output.
  defineTool({ ...base, run: () => ({ status: 'lost' }) });
  // @ts-expect-error A field of the output is missing.
  defineTool({ ...base, run: async () => ({ note: 'nothing' }) });
  // @ts-expect-error The input has no such field.
  defineTool({ ...base, run: ({ color }) => ({ status: 'done', note: color }) });
  // @ts-expect-error The rule reads a field that the input lacks.
  defineTool({ ...base, approval: { when: (args) => args.amountCents > 1 }, run: done });
  // @ts-expect-error The input has no such field to convert to.
  defineTool({ ...base, adapters: { amountCents: 'cents' }, run: done });
  // @ts-expect-error There is no such conversion.
  defineTool({ ...base, adapters: { orderId: 'roman' }, run: done });
  // @ts-expect-error A field that no tool has.
  defineTool({ ...base, retries: 3, run: done });
});

test('a tool that only starts work has an address for its end, and gives nothing itself', () => {
  const base = { ...described, effect: 'keyed', completes: 'callback', input, output } as const;
  const tool = defineTool({
    ...base,
    run: ({ pieces }, { callback }) => void (callback.url + pieces.toFixed()),
  });
  assert.equal(tool.completes, 'callback');
  // @ts-expect-error Starting work is an effect.
  defineTool({ ...base, effect: 'read', run: () => {} });
  const plain = { ...described, input, output };
  // @ts-expect-error Any other tool has no such address.
  defineTool({ ...plain, run: (_args, { callback }) => ({ status: 'done', note: callback.url }) });
});

test('what the types allow an author to write is what the schema reads', () => {
  // A type can't say that one of the models, by its name, is of another kind than the rest.
  type Comparable<Definition extends { models: unknown }> = Omit<Definition, 'models'>;
  const readable = (
    definition: Comparable<AssistantDefinition>,
  ): Comparable<z.input<typeof assistantShape>> => definition;
  assert.equal(typeof readable, 'function');
});
