import { z } from 'zod';
import type { JsonSchema } from '../../src/domain/model.ts';
import type { PlanComponent } from '../../src/domain/plan/check-plan.ts';
import type { Plan, TaskInput } from '../../src/domain/plan/plan.ts';
import { planBounds } from '../../src/domain/plan/plan-bounds.ts';
import { leadThrough, typesOf } from '../../src/domain/plan/schema-types.ts';

/** A plan as a model writes it: lists instead of records, because vendors hold answers to closed shapes only. */
export const planSchema = (components: readonly string[]): JsonSchema => ({
  type: 'object',
  properties: {
    tasks: {
      type: 'array',
      items: closed({
        name: { type: 'string' },
        purpose: { type: 'string' },
        part: { type: 'string' },
        component: { type: 'string', enum: components },
        inputs: {
          type: 'array',
          items: closed({
            field: { type: 'string' },
            value: {
              anyOf: ['string', 'number', 'boolean', 'null'].map((type) => ({ type })),
            },
            from: { type: ['string', 'null'] },
            pointer: { type: ['string', 'null'] },
          }),
        },
        after: { type: 'array', items: { type: 'string' } },
      }),
    },
    open: { type: 'boolean' },
  },
  required: ['tasks', 'open'],
  additionalProperties: false,
});

const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

const writtenInput = z.object({
  field: z.string(),
  value: z.json().optional(),
  from: z.string().nullish(),
  pointer: z.string().nullish(),
});

const written = z.object({
  tasks: z
    .array(
      z.object({
        name: z.string(),
        purpose: z.string(),
        part: z.string().nullish(),
        component: z.string(),
        inputs: z.array(writtenInput).max(100),
        after: z.array(z.string()).max(100).default([]),
      }),
    )
    .max(100),
  open: z.boolean().default(false),
});

/** The plan in a model's text, or what keeps it from being one. */
export function readPlan(
  text: string,
  components: ReadonlyMap<string, PlanComponent>,
): { readonly plan: Plan } | { readonly problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { problem: 'expected JSON, and nothing else' };
  }
  const parsed = written.safeParse(json);
  if (!parsed.success) return { problem: z.prettifyError(parsed.error).slice(0, problemTextMax) };
  const tasks = parsed.data.tasks.map(({ inputs, part, ...task }) => ({
    ...task,
    ...partOf(part),
    inputs: Object.fromEntries(
      inputs.flatMap((input) => {
        const read = readInput(input, components.get(task.component));
        return read ? [[input.field, read] as const] : [];
      }),
    ),
  }));
  return { plan: { tasks, isOpen: parsed.data.open } };
}

const problemTextMax = 1_000;

/** It may be said to the customer, so it is one line, and a short one. */
function partOf(written: string | null | undefined): { readonly part?: string } {
  const part = (written ?? '')
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return part === '' ? {} : { part: part.slice(0, planBounds.partTextMax).toWellFormed() };
}

/** Undefined: the model says that it leaves the input out. */
function readInput(
  { field, value = null, from, pointer }: z.output<typeof writtenInput>,
  component: PlanComponent | undefined,
): TaskInput | undefined {
  if (from) return { from, pointer: pointer ?? '' };
  if (value === null) return undefined;
  return { literal: component ? asTaken(value, field, component) : value };
}

/** A list or an object can only be written as JSON text. */
function asTaken(value: unknown, field: string, { inputSchema }: PlanComponent): unknown {
  const led = leadThrough(inputSchema, [field]);
  if (typeof value !== 'string' || !led.ok || typesOf(inputSchema, led.schemas).has('string')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
