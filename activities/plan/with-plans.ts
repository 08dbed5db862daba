import type { OpenedTurn } from '../../src/database/open-turn.ts';
import type { PlanInHand } from '../../src/domain/plan/plan.ts';
import type { Dependencies } from '../dependencies.ts';
import { planInHand } from './task-calls.ts';

type Opened = NonNullable<OpenedTurn['turn']>;

/** A turn as it was opened, with the plans that go on in it as they stand. */
export async function withPlans(
  { plans, toolCalls }: Pick<Dependencies, 'plans' | 'toolCalls'>,
  { resumes, ...turn }: Opened,
): Promise<Omit<Opened, 'resumes'> & { readonly plans?: readonly PlanInHand[] }> {
  const inHand: PlanInHand[] = [];
  for (const { turnId, round } of resumes) {
    const plan = await plans.find(turnId, round);
    if (plan) inHand.push(planInHand(plan, await toolCalls.ofTurns([turnId])));
  }
  return { ...turn, ...(inHand.length > 0 && { plans: inHand }) };
}
