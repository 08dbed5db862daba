import type { NewTaskCall, StoredPlan } from '../../src/database/plans.ts';
import type { ToolCallRow } from '../../src/database/tool-calls.ts';
import { needsOf, type Plan, type PlanInHand, type TaskEnd } from '../../src/domain/plan/plan.ts';
import { purposeText } from '../../src/domain/plan/purpose-text.ts';
import type { Tool } from '../../src/registry/tool.ts';

/** The ids of a plan's calls, by their place. */
export const taskCallId = (
  { turnId, round }: Pick<StoredPlan, 'turnId' | 'round'>,
  position: number,
): string => `${turnId}:${round}:${position}`;

export const planStepId = ({ turnId, round }: Pick<StoredPlan, 'turnId' | 'round'>): string =>
  `${turnId}:plan:${round}`;

export const taskStepId = (callId: string): string => `${callId}:task`;

/** The call of one of a plan's tasks. */
export const callOf = (
  { turnId, round }: Pick<StoredPlan, 'turnId' | 'round'>,
  task: string,
  calls: readonly ToolCallRow[],
): ToolCallRow | undefined =>
  calls.find((call) => call.turn_id === turnId && call.round === round && call.task_name === task);

/** The calls that a plan's tasks will make. */
export const callsOf = (
  { tasks }: Plan,
  of: Pick<StoredPlan, 'turnId' | 'round'>,
  tools: ReadonlyMap<string, Tool>,
): NewTaskCall[] =>
  tasks.map((task, position) => ({
    id: taskCallId(of, position),
    // What a model reads must be unique in all that it reads.
    providerCallId: `task_${of.turnId.slice(0, 8)}_${of.round}_${position}`,
    task,
    effect: tools.get(task.component)?.effect ?? 'read',
  }));

/** The plan as the workflow conducts it. */
export function planInHand(
  { turnId, round, tasks, isOpen, replans }: StoredPlan,
  calls: readonly ToolCallRow[],
): PlanInHand {
  const own = calls.filter((call) => call.turn_id === turnId && call.round === round);
  const effectOf = new Map(own.map((call) => [call.task_name, call.effect]));
  const names = tasks.map(({ name }) => name);
  const stateOf = new Map(own.map((call) => [call.task_name, call.state]));
  const ended = tasks.flatMap((task): [string, TaskEnd][] => {
    const state = stateOf.get(task.name) ?? 'asked';
    if (state === 'asked') return [];
    // It never began: what it needed was not to be had.
    const isBlocked = needsOf(task).some((name) => names.includes(name) && stateOf.get(name) !== 'done');
    return [[task.name, state === 'failed' && isBlocked ? 'blocked' : state]];
  });
  return {
    ...{ turnId, round, isOpen, replans },
    tasks: tasks.map((task) => ({
      name: task.name,
      purpose: purposeText(task.purpose),
      component: task.component,
      effect: effectOf.get(task.name) ?? 'read',
      // What an earlier plan of the turn has done is there already.
      needs: needsOf(task).filter((name) => names.includes(name)),
    })),
    ...(ended.length > 0 && { ended: Object.fromEntries(ended) }),
  };
}
