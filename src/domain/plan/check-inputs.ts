import { adapters } from './adapters/adapters.ts';
import type { PlanComponent, PlanProblem } from './check-plan.ts';
import { pointerOf, pointerSteps } from './json-pointer.ts';
import { isReference, type Reference, type Task } from './plan.ts';
import { planBounds } from './plan-bounds.ts';
import { leadThrough, mayHold, meet, type Types, typesOf } from './schema-types.ts';
import { kindInWords } from './value-kind.ts';

interface Around {
  /** Of every task that may be read from. */
  readonly names: readonly string[];
  /** Which component gives a task's output; undefined: none that is known. */
  readonly outputOf: (task: string) => PlanComponent | undefined;
}

/** What is wrong with a task's inputs as far as schemas tell. Paths start below its `inputs`. */
export function checkInputs(task: Task, component: PlanComponent, around: Around): PlanProblem[] {
  const fields = Object.entries(task.inputs);
  if (fields.length > planBounds.inputsMax)
    return [{ path: '', problem: `expected at most ${planBounds.inputsMax} inputs` }];
  const required = [component.inputSchema.required ?? []].flat().map(String);
  const missing = required
    .filter((name) => !Object.hasOwn(task.inputs, name))
    .map((name) => ({ path: pointerOf([name]), problem: `${component.name} needs this input` }));
  const wrong = fields.flatMap(([name, input]) => {
    const led = leadThrough(component.inputSchema, [name]);
    const at = (problem: string) => [{ path: pointerOf([name]), problem }];
    if (!led.ok) return at(`${component.name} takes no such input`);
    if (isReference(input)) {
      const problem = checkReference(input, typesTaken(component, name, led.schemas), around, task.name);
      return problem === undefined ? [] : at(problem);
    }
    const fits = led.schemas.some((schema) => mayHold(component.inputSchema, schema, input.literal));
    return fits
      ? []
      : at(
          `expected ${words(typesOf(component.inputSchema, led.schemas))}, found ${kindInWords(input.literal)}`,
        );
  });
  return [...missing, ...wrong];
}

/** With an adapter an input takes more than its own type. */
function typesTaken(component: PlanComponent, field: string, schemas: Parameters<typeof typesOf>[1]): Types {
  const own = typesOf(component.inputSchema, schemas);
  const adapter = component.adapters?.[field];
  return adapter ? new Set([...own, ...adapters[adapter].takes]) : own;
}

function checkReference(
  { from, pointer }: Reference,
  taken: Types,
  { names, outputOf }: Around,
  task: string,
): string | undefined {
  if (from === task) return 'a task cannot read its own output';
  if (!names.includes(from)) return `there is no task ${from}`;
  const steps = pointer.length <= planBounds.pointerTextMax ? pointerSteps(pointer) : undefined;
  if (!steps) return `${pointer.slice(0, 60)} is no JSON Pointer: expected steps such as /items/0/id`;
  const producer = outputOf(from);
  if (!producer) return undefined;
  const led = leadThrough(producer.outputSchema, steps);
  if (!led.ok)
    return `the output of ${from} has nothing at ${pointer}: it ends at ${led.at === '' ? 'its top' : led.at}`;
  const given = typesOf(producer.outputSchema, led.schemas);
  return meet(given, taken)
    ? undefined
    : `expected ${words(taken)}; ${pointer} of ${from} gives ${words(given)}`;
}

const words = (types: Types) => [...types].join(' or ');
