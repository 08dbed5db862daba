import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';
import type { TurnRef } from '../src/domain/engine.ts';
import type { PlanInHand } from '../src/domain/plan/plan.ts';
import { replanReason } from '../src/domain/plan/replan.ts';
import type { CallOrder, CallOutcome } from '../src/domain/tool.ts';
import { inModelQueue } from './model-queue.ts';
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

const nothingPlanned: Planned = { waiting: [], isUnknown: false, rounds: 0 };

interface Time {
  /** The turn's, ms since the epoch. */
  readonly deadlineAtMs: number;
}

interface FullTime extends Time {
  /** Of an attempt of a model call that starts later than that. */
  readonly allowanceMs: number;
}

/** Has a composite request taken apart and carries out what comes of it; once more where that is worth it. */
export const conductPlans = (turn: TurnRef, time: FullTime): Promise<Planned> =>
  planAndCarryOut(turn, time, { round: 0, replans: 0 });

/**
 * Goes on with plans that waited: for a person's word, or for work elsewhere. Their own rounds are an earlier turn's;
 * another plan that one of them gives cause for is of this turn.
 */
export async function resumePlans(
  turn: TurnRef,
  plans: readonly PlanInHand[],
  { order, outcome, ...time }: FullTime & { order?: CallOrder; outcome?: CallOutcome['outcome'] | undefined },
): Promise<Planned> {
  let all = nothingPlanned;
  for (const plan of plans) {
    const decided = plan.tasks.find(
      (_, position) => order?.callId === `${plan.turnId}:${plan.round}:${position}`,
    );
    const ended = { ...plan.ended };
    if (decided && outcome) ended[decided.name] = outcome === 'repeated' ? 'done' : outcome;
    const { ends, ...planned } = await carryOut(turn, { ...plan, ended }, time);
    all = added(all, planned);
    if (plan.replans === undefined) continue;
    const because = replanReason(plan, ends, plan.replans);
    if (because === undefined) continue;
    const next = { round: all.rounds, replans: plan.replans + 1, because };
    all = added(all, await planAndCarryOut(turn, time, next));
  }
  return all;
}

const added = (one: Planned, other: Omit<Planned, 'rounds'> & { rounds?: number }): Planned => ({
  waiting: [...one.waiting, ...other.waiting],
  isUnknown: one.isUnknown || other.isUnknown,
  rounds: other.rounds ?? one.rounds,
});

/** Which plan it is: the round of the turn's calls that it will be, and how many went before it. */
interface Place {
  readonly round: number;
  readonly replans: number;
  /** Why there is another one. */
  readonly because?: string;
}

async function planAndCarryOut(turn: TurnRef, time: FullTime, place: Place): Promise<Planned> {
  const { round, replans } = place;
  const plan = await makePlan(turn, place, time);
  if (!plan) return { ...nothingPlanned, rounds: round };
  const { ends, ...planned } = await carryOut(turn, plan, time);
  const because = replanReason(plan, ends, replans);
  if (because === undefined) return { ...planned, rounds: round + 1 };
  return await planAndCarryOut(turn, time, { round: round + 1, replans: replans + 1, because });
}

/** Without a plan the turn goes on as any other. */
async function makePlan(
  turn: TurnRef,
  { round, because }: Place,
  { deadlineAtMs, allowanceMs }: FullTime,
): Promise<PlanInHand | undefined> {
  const summary =
    because === undefined ? 'Plan how to answer every part' : 'Plan once more with what was found';
  try {
    const { plan } = await inModelQueue((queue) =>
      modelCall(summary, allowanceMs, queue).makePlan({
        ...{ turn, round, deadlineAtMs, allowanceMs },
        ...(because !== undefined && { because }),
        ...(queue !== undefined && { queue }),
      }),
    );
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
  // What nobody could say before is in a person's hands already. Plans of old histories told of that in each turn.
  const wasUnknown = (name: string) => plan.replans !== undefined && plan.ended?.[name] === 'unknown';
  const isUnknown = [...ended].some(([name, end]) => end === 'unknown' && !wasUnknown(name));
  return { waiting, ends, isUnknown };
}

/** Of what time is left, so that the model has some to answer in. */
const planShare = 0.75;
