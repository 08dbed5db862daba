import type { PlanInHand } from '../../src/domain/plan/plan.ts';
import type { CallOrder } from '../../src/domain/tool.ts';
import type { Dependencies } from '../dependencies.ts';
import { planInHand, taskStepId } from './task-calls.ts';

/** The plan that a call is part of, as it stands, and what makes the call its task's; of other calls nothing. */
export async function planOf(
  { plans, toolCalls }: Pick<Dependencies, 'plans' | 'toolCalls'>,
  { turnId, callId }: { readonly turnId: string; readonly callId: string },
): Promise<{
  readonly plan?: PlanInHand;
  readonly task?: Pick<CallOrder, 'summary' | 'stepId' | 'askedInTurnId'>;
}> {
  const { round, task_name } = await toolCalls.find(callId);
  const stored = task_name === null ? undefined : await plans.find(turnId, round);
  if (!stored) return {};
  const plan = planInHand(stored, await toolCalls.ofTurns([turnId]));
  const summary = plan.tasks.find(({ name }) => name === task_name)?.purpose ?? '';
  return { plan, task: { summary, stepId: taskStepId(callId), askedInTurnId: turnId } };
}
