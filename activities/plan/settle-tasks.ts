import type { StoredPlan } from '../../src/database/plans.ts';
import type { TurnRef } from '../../src/domain/engine.ts';
import type { Dropped } from '../../src/domain/plan/schedule.ts';
import type { Dependencies } from '../dependencies.ts';
import { planStepId, taskCallId, taskStepId } from './task-calls.ts';

interface Input {
  readonly turn: TurnRef;
  readonly plan: Pick<StoredPlan, 'turnId' | 'round'>;
  readonly dropped: readonly Dropped[];
}

/** Writes down what a plan didn't come to, and why, so that whoever answers can say what stays open. */
export function createSettleTasks({ plans, toolCalls, steps }: Dependencies) {
  return async function settleTasks({ turn, plan: ref, dropped }: Input): Promise<void> {
    const plan = await plans.find(ref.turnId, ref.round);
    if (!plan) throw new TypeError('there is no such plan');
    for (const { name, end, because } of dropped) {
      const position = plan.tasks.findIndex((task) => task.name === name);
      const task = plan.tasks[position];
      if (!task) throw new TypeError('the plan has no such task');
      const callId = taskCallId(ref, position);
      const needed = plan.tasks.find((other) => other.name === because);
      const why = end === 'late' ? 'there was no time left' : `it needs this first: ${needed?.purpose}`;
      await toolCalls.record(callId, 'failed', { error: `It was not done: ${why}` });
      await steps.record({
        id: taskStepId(callId),
        parentId: planStepId(ref),
        ...turn,
        kind: 'task',
        component: task.component,
        startedAt: new Date(),
        attempts: 1,
        outcome: end,
        detail: { name, purpose: task.purpose, because },
      });
    }
  };
}
