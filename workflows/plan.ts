import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';
import type { TurnRef } from '../src/domain/engine.ts';
import type { PlanInHand } from '../src/domain/plan/plan.ts';
import { replanReason } from '../src/domain/plan/replan.ts';
import type { CallOrder, CallOutcome } from '../src/domain/tool.ts';
import { runPlan } from './plan-run.ts';
import { chore, modelCall } from './policies.ts';

/** What planning led to, before the model speaks. */
export interface Planned {
  /** Calls that a person has to decide on first. */
  readonly waiting: readonly CallOrder[];
  /** Nobody can say whether an effect happened. */
  readonly isUnknown: boolean;
  /** How many rounds of the turn's calls were its plans'. */
  readonly rounds: number;
}

export const nothingPlanned: Planned = { waiting: [], isUnknown: false, rounds: 0 };

interface Time {
  /** The turn's, ms since the epoch. */
  readonly deadlineAtMs: number;
}

/** Has a composite request taken apart and carries out what comes of it; once more where that is worth it. */
export async function conductPlans(turn: TurnRef, time: Time & { allowanceMs: number }): Promise<Planned> {
  let because: string | undefined;
  for (let round = 0; ; round += 1) {
    const plan = await makePlan(turn, round, time, because);
    if (!plan) return { ...nothingPlanned, rounds: round };
    const planned = await carryOut(turn, plan, time);
    because = replanReason(plan, planned.ends, round);
    if (because === undefined) return { ...planned, rounds: round + 1 };
  }
}

/** Goes on with a plan that waited for a person's word. Its rounds are an earlier turn's. */
export async function resumePlan(
  turn: TurnRef,
  plan: PlanInHand,
  { order, outcome, ...time }: Time & { order?: CallOrder; outcome?: CallOutcome['outcome'] | undefined },
): Promise<Planned> {
  const decided = plan.tasks.find(
    (_, position) => order?.callId === `${plan.turnId}:${plan.round}:${position}`,
  );
  const ended = { ...plan.ended };
  if (decided && outcome) ended[decided.name] = outcome === 'repeated' ? 'done' : outcome;
  const planned = await carryOut(turn, { ...plan, ended }, time);
  return { ...planned, rounds: 0 };
}

/** Without a plan the turn goes on as any other. */
async function makePlan(
  turn: TurnRef,
  round: number,
  { deadlineAtMs, allowanceMs }: Time & { allowanceMs: number },
  because: string | undefined,
): Promise<PlanInHand | undefined> {
  const summary =
    because === undefined ? 'Plan how to answer every part' : 'Plan once more with what was found';
  try {
    const { plan } = await modelCall(summary, allowanceMs).makePlan({
      ...{ turn, round, deadlineAtMs, allowanceMs },
      ...(because !== undefined && { because }),
    });
    return plan;
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    log.warn('no plan was made; the turn goes on without one', { error });
    return undefined;
  }
}

async function carryOut(turn: TurnRef, plan: PlanInHand, { deadlineAtMs }: Time) {
  const nowMs = Date.now();
  const untilMs = nowMs + planShare * Math.max(0, deadlineAtMs - nowMs);
  const { ended, waiting, dropped } = await runPlan(turn, plan, untilMs);
  if (dropped.length > 0) {
    const { turnId, round } = plan;
    await chore('Note what the plan did not come to').settleTasks({ turn, plan: { turnId, round }, dropped });
  }
  const ends = [...ended.values()];
  return { waiting, ends, isUnknown: ends.includes('unknown') };
}

/** Of what time is left, so that the model has some to answer in. */
const planShare = 0.75;
