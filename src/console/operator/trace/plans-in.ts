import * as z from 'zod/mini';
import type { Step } from '../data/shapes.ts';

/** A plan as the trace tells it: what the request was taken apart into, and what became of each part. */
export interface PlanView {
  readonly stepId: string;
  /** Why the turn got another one. */
  readonly because?: string;
  /** How many times it was sent back for what was wrong with it. */
  readonly problems: number;
  readonly tasks: readonly TaskView[];
}

export interface TaskView {
  readonly name: string;
  readonly purpose: string;
  readonly component: string;
  /** `not begun`, or how it ended. */
  readonly state: string;
  /** How many others have to be done one after the other before it, within this plan. */
  readonly level: number;
  /** What it waits for and reads. */
  readonly needs: readonly NeedView[];
  /** Why it came to nothing, as far as it was kept. */
  readonly why?: string;
}

export interface NeedView {
  /** The name of the task; one of an earlier plan isn't among this plan's. */
  readonly from: string;
  /** The input that reads it; absent: it only has to be done before. */
  readonly field?: string;
  /** Which part of what was found (JSON Pointer); empty: all of it. */
  readonly pointer?: string;
  /** The conversion that it went through. */
  readonly adapter?: string;
}

const optionalText = z.optional(z.nullable(z.string()));
const reference = z.object({ from: z.string(), pointer: z.string() });
const planDetail = z.object({
  tasks: z.array(
    z.object({
      name: z.string(),
      purpose: z.string(),
      component: z.string(),
      inputs: z.record(z.string(), z.unknown()),
      after: z.array(z.string()),
    }),
  ),
  because: optionalText,
  problems: z.optional(z.array(z.unknown())),
});
const taskDetail = z.object({
  name: z.string(),
  inputs: z.optional(z.array(z.object({ field: z.string(), adapter: z.optional(z.string()) }))),
  failures: z.optional(
    z.array(z.object({ field: z.string(), from: z.string(), expected: z.string(), found: z.string() })),
  ),
  because: optionalText,
});
type TaskDetail = z.infer<typeof taskDetail>;
type PlannedTask = z.infer<typeof planDetail>['tasks'][number];

/** The plans of a turn, in the order made. What can't be read as one is left out: it still stands among the steps. */
export function plansIn(steps: readonly Step[]): PlanView[] {
  return steps.flatMap((step) => {
    const read = step.kind === 'plan' ? planDetail.safeParse(step.detail) : undefined;
    if (!read?.success) return [];
    const { tasks, because, problems = [] } = read.data;
    const levels = levelsOf(tasks);
    return [
      {
        stepId: step.id,
        ...(because && { because }),
        problems: problems.length,
        tasks: tasks.map((task) => taskView(task, levels.get(task.name) ?? 0, step.id, steps)),
      },
    ];
  });
}

function taskView(task: PlannedTask, level: number, planStepId: string, steps: readonly Step[]): TaskView {
  const own = steps.flatMap((step) => {
    const read = step.parentId === planStepId ? taskDetail.safeParse(step.detail) : undefined;
    return read?.success && read.data.name === task.name ? [{ step, detail: read.data }] : [];
  });
  const { step, detail } = own.at(-1) ?? {};
  const call = steps.findLast(({ kind, parentId }) => kind === 'tool' && parentId === step?.id);
  const why = detail && whyOf(detail);
  return {
    ...{ name: task.name, purpose: task.purpose, component: task.component, level },
    state: call?.outcome ?? step?.outcome ?? 'not begun',
    needs: needsOf(task, detail),
    ...(why && { why }),
  };
}

function whyOf({ failures = [], because }: TaskDetail): string | undefined {
  if (failures.length > 0)
    return failures
      .map(
        ({ field, from, expected, found }) => `${field}: expected ${expected} from ${from}, found ${found}`,
      )
      .join('; ');
  return because ? `it needs ${because} first` : undefined;
}

function needsOf({ inputs, after }: PlannedTask, detail: TaskDetail | undefined): NeedView[] {
  const read = Object.entries(inputs).flatMap(([field, input]) => {
    const known = reference.safeParse(input);
    if (!known.success) return [];
    const adapter = detail?.inputs?.find((handed) => handed.field === field)?.adapter;
    return [{ field, ...known.data, ...(adapter !== undefined && { adapter }) }];
  });
  const others = after.filter((name) => read.every(({ from }) => from !== name));
  return [...read, ...others.map((from) => ({ from }))];
}

/** By the longest way that leads to each. A ring, which no plan may have, ends at its own beginning. */
function levelsOf(tasks: readonly PlannedTask[]): ReadonlyMap<string, number> {
  const byName = new Map(tasks.map((task) => [task.name, task]));
  const levels = new Map<string, number>();
  const under = new Set<string>();
  const levelOf = (name: string): number => {
    const task = byName.get(name);
    const known = levels.get(name);
    if (known !== undefined || !task || under.has(name)) return known ?? -1;
    under.add(name);
    const level = 1 + Math.max(-1, ...needsOf(task, undefined).map(({ from }) => levelOf(from)));
    under.delete(name);
    levels.set(name, level);
    return level;
  };
  for (const { name } of tasks) levelOf(name);
  return levels;
}
