import type { JsonSchema } from '../model.ts';
import { type AdapterName, adapt, adapters } from './adapters/adapters.ts';
import { select } from './json-pointer.ts';
import { isReference, type Reference, type Task } from './plan.ts';
import { leadThrough, mayHold, typesOf } from './schema-types.ts';
import { kindInWords } from './value-kind.ts';

/** A task's output, checked by what gave it; or why it can't be read. */
export type Output =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: string };

/** Why a value did not get from one task to another. */
export interface HandoffFailure {
  /** The task that wanted it, and the input that it was for. */
  readonly task: string;
  readonly field: string;
  readonly from: string;
  readonly pointer: string;
  readonly expected: string;
  readonly found: string;
}

/** A value that got there, as the trace tells it. */
export interface Handoff extends Reference {
  readonly field: string;
  /** The conversion, where one changed something. */
  readonly adapter?: AdapterName;
}

export type Resolved =
  | {
      readonly ok: true;
      readonly args: Readonly<Record<string, unknown>>;
      readonly handoffs: readonly Handoff[];
    }
  | { readonly ok: false; readonly failures: readonly HandoffFailure[] };

interface Consumer {
  readonly inputSchema: JsonSchema;
  readonly adapters?: Readonly<Record<string, AdapterName>>;
}

/** Puts a task's arguments together from what it was given and what others found. Nothing is ever silently missing. */
export function resolveInputs(
  task: Pick<Task, 'name' | 'inputs'>,
  consumer: Consumer,
  outputOf: (task: string) => Output,
): Resolved {
  const args: Record<string, unknown> = {};
  const handoffs: Handoff[] = [];
  const failures: HandoffFailure[] = [];
  for (const [field, input] of Object.entries(task.inputs)) {
    if (!isReference(input)) {
      args[field] = input.literal;
      continue;
    }
    const handed = handOver(field, input, consumer, outputOf(input.from));
    if (handed.ok) {
      args[field] = handed.value;
      handoffs.push({ ...input, field, ...(handed.adapter && { adapter: handed.adapter }) });
    } else failures.push({ task: task.name, field, ...input, ...handed.failure });
  }
  return failures.length > 0 ? { ok: false, failures } : { ok: true, args, handoffs };
}

type Handed =
  | { readonly ok: true; readonly value: unknown; readonly adapter?: AdapterName }
  | { readonly ok: false; readonly failure: Pick<HandoffFailure, 'expected' | 'found'> };

function handOver(field: string, { pointer }: Reference, consumer: Consumer, output: Output): Handed {
  const adapter = consumer.adapters?.[field];
  const led = leadThrough(consumer.inputSchema, [field]);
  const schemas = led.ok ? led.schemas : [{}];
  const own = [...typesOf(consumer.inputSchema, schemas)].join(' or ');
  const expected = adapter ? adapters[adapter].gives : own;
  const failed = (found: string): Handed => ({ ok: false, failure: { expected, found } });
  if (!output.ok) return failed(output.problem);
  const selected = select(output.value, pointer);
  if (!selected.ok) {
    const place = selected.at === '' ? 'at its top' : `at ${selected.at}`;
    return failed(`nothing there; ${place} is ${kindInWords(selected.found)}`);
  }
  const value = adapter ? adapt(adapter, selected.value) : selected.value;
  if (value === undefined || !schemas.some((schema) => mayHold(consumer.inputSchema, schema, value)))
    return failed(kindInWords(selected.value));
  return { ok: true, value, ...(adapter && value !== selected.value && { adapter }) };
}

/** A failure in one line, for the model and for whoever reads the trace. */
export const failureInWords = ({ task, field, from, pointer, expected, found }: HandoffFailure): string =>
  `${field} of ${task}: expected ${expected} at ${pointer === '' ? 'the top' : pointer} of what ${from} gave, found ${found}`;
