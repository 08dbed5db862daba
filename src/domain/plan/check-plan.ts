import type { JsonSchema } from '../model.ts';
import type { AdapterName } from './adapters/adapters.ts';
import { checkInputs } from './check-inputs.ts';
import { cycleIn } from './cycle.ts';
import { pointerOf } from './json-pointer.ts';
import type { Plan, Task } from './plan.ts';
import { planBounds } from './plan-bounds.ts';

/** A component as plans are checked against it. */
export interface PlanComponent {
  readonly name: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
  /** Which conversion each input takes from other tasks. */
  readonly adapters?: Readonly<Record<string, AdapterName>>;
}

/** One thing that is wrong in a plan, and where: a JSON Pointer into it. */
export interface PlanProblem {
  readonly path: string;
  readonly problem: string;
}

/** What a plan is checked against. */
export interface PlanGround {
  readonly components: ReadonlyMap<string, PlanComponent>;
  /** Tasks of earlier plans that were done, with what gave their output. */
  readonly done: ReadonlyMap<string, PlanComponent>;
}

/** Everything that keeps a plan from being run; none: it may. */
export function checkPlan(plan: Plan, ground: PlanGround): PlanProblem[] {
  const { tasks } = plan;
  if (tasks.length === 0) return [{ path: '/tasks', problem: 'expected at least one task' }];
  if (tasks.length > planBounds.tasksMax) {
    const problem = `expected at most ${planBounds.tasksMax} tasks, found ${tasks.length}`;
    return [{ path: '/tasks', problem }];
  }
  const problems = tasks.flatMap((task, index) => checkTask(task, index, plan, ground));
  const cycle = cycleIn(tasks);
  if (cycle) problems.push({ path: '/tasks', problem: `these wait for each other: ${cycle.join(' → ')}` });
  return problems.slice(0, planBounds.problemsMax);
}

function checkTask(task: Task, index: number, plan: Plan, ground: PlanGround): PlanProblem[] {
  const { components, done } = ground;
  const at = (...steps: (string | number)[]) => pointerOf(['tasks', index, ...steps]);
  const problems: PlanProblem[] = [];
  const names = plan.tasks.map(({ name }) => name);
  if (!/^[a-z][a-z0-9_]*$/i.test(task.name) || task.name.length > planBounds.nameTextMax)
    problems.push({ path: at('name'), problem: 'expected a short name of letters, digits and _' });
  if (names.indexOf(task.name) !== index || done.has(task.name))
    problems.push({ path: at('name'), problem: `another task is named ${task.name}` });
  if (task.purpose.trim() === '' || task.purpose.length > planBounds.purposeTextMax)
    problems.push({ path: at('purpose'), problem: 'expected a short sentence' });
  for (const [place, name] of task.after.entries())
    if (!names.includes(name) && !done.has(name))
      problems.push({ path: at('after', place), problem: `there is no task ${name}` });
  const component = components.get(task.component);
  if (!component) {
    const problem = `there is no component ${task.component}; there are ${[...components.keys()].join(', ')}`;
    return [...problems, { path: at('component'), problem }];
  }
  const outputOf = (name: string) => done.get(name) ?? componentOf(plan, name, components);
  const inputs = checkInputs(task, component, { names: [...names, ...done.keys()], outputOf });
  return [...problems, ...inputs.map(({ path, problem }) => ({ path: `${at('inputs')}${path}`, problem }))];
}

const componentOf = (plan: Plan, name: string, components: PlanGround['components']) =>
  components.get(plan.tasks.find((task) => task.name === name)?.component ?? '');
