import { CancelledFailure } from '@temporalio/common';
import type { StoredPlan } from '../../src/database/plans.ts';
import type { TurnRef } from '../../src/domain/engine.ts';
import type { ModelMessage, Spent } from '../../src/domain/model.ts';
import { ModelError } from '../../src/domain/model-error.ts';
import { checkPlan, type PlanProblem } from '../../src/domain/plan/check-plan.ts';
import { isReference, type Plan, type PlanInHand } from '../../src/domain/plan/plan.ts';
import { planBounds } from '../../src/domain/plan/plan-bounds.ts';
import { stepCost } from '../cost.ts';
import { openDeadline } from '../deadline.ts';
import type { Dependencies } from '../dependencies.ts';
import { askModel } from '../models/ask-model.ts';
import { prepareAnswer } from '../prepare-answer.ts';
import { servingTools } from '../serving-tools.ts';
import { planGround } from './plan-ground.ts';
import { planMessages, repairMessages } from './plan-request.ts';
import { planSchema, readPlan } from './plan-shape.ts';
import { planTools } from './plan-tools.ts';
import { callsOf, planInHand, planStepId } from './task-calls.ts';

interface Input {
  readonly turn: TurnRef;
  /** The round of calls that the plan's tasks will be. */
  readonly round: number;
  /** Why the turn gets another plan. */
  readonly because?: string;
  /** As for a model that answers. */
  readonly deadlineAtMs: number;
  readonly allowanceMs: number;
  /** The component whose queue it waited in, if in any. */
  readonly queue?: string;
}

/** A plan that may be carried out; none: the model goes on as it would without. */
export type PlanMade = { readonly plan?: PlanInHand; readonly spent?: Spent };

/**
 * Has a model take the request apart. A plan that can't be carried out is sent back once, with everything that is wrong
 * with it; one that still can't, or a model that can't be asked, costs the plan and never the turn.
 */
export function createMakePlan(dependencies: Dependencies) {
  const { plans, toolCalls, steps } = dependencies;

  return async function makePlan(input: Input): Promise<PlanMade> {
    const { turn, round, because } = input;
    const startedAt = new Date();
    const handed = async (plan: StoredPlan) => planInHand(plan, await toolCalls.ofTurns([turn.turnId]));
    const stands = await plans.find(turn.turnId, round);
    if (stands) return { plan: await handed(stands) };

    const { assistant, agent, tier, request, work } = await prepareAnswer(dependencies, turn);
    const within = await planTools(dependencies, assistant, agent, work.offered);
    const { serving: tools, withheld: replaced } = servingTools(dependencies, assistant, within);
    const ground = planGround(dependencies, { assistant, ...work, tools, replaced });
    if (ground.tools.length === 0) return {};
    const asked = {
      ...{ input, ground, assistant },
      tier: assistant.connected.has('large') ? 'large' : tier,
      messages: planMessages({
        messages: request.messages,
        ...{ tools: ground.tools, known: ground.known },
        ...(because !== undefined && { because }),
      }),
    };
    const { plan, problems, spent, failure } = await ask(dependencies, asked);
    const ref = { turnId: turn.turnId, round };
    await steps.record({
      id: planStepId(ref),
      ...turn,
      kind: 'plan',
      component: spent?.model ?? asked.tier,
      startedAt,
      attempts: problems.length > 0 ? 2 : 1,
      outcome: plan ? `${plan.tasks.length} tasks` : (failure ?? 'no plan'),
      ...stepCost(spent ?? {}),
      detail: { ...plan, because, problems, withheld: ground.withheld },
    });
    const written = plan && (await plans.write(turn, round, plan, callsOf(plan, ref, ground.components)));
    return { ...(written && { plan: await handed(written) }), ...(spent && { spent }) };
  };
}

interface Asking {
  readonly input: Input;
  readonly ground: ReturnType<typeof planGround>;
  readonly assistant: Awaited<ReturnType<typeof prepareAnswer>>['assistant'];
  readonly tier: string;
  readonly messages: readonly ModelMessage[];
}

interface Found {
  readonly plan?: Plan;
  /** What was wrong with the first one. */
  readonly problems: readonly PlanProblem[];
  readonly spent?: Spent;
  readonly failure?: string;
}

/** Once, and once more with what was wrong. */
async function ask(dependencies: Dependencies, asking: Asking): Promise<Found> {
  const { input, ground, assistant, tier } = asking;
  const until = openDeadline(input).signal;
  let found: Found = { problems: [] };
  let messages = asking.messages;
  for (const attempt of [0, 1]) {
    try {
      const { response, spent } = await askModel(dependencies, {
        callId: `${planStepId({ turnId: input.turn.turnId, round: input.round })}:${attempt}`,
        ...{ turn: input.turn, assistant, tier, until, queue: input.queue },
        request: ({ model, outputTokensMax }) => ({
          ...{ model, messages, tools: [], temperature: 0 },
          outputTokensMax: Math.min(outputTokensMax, planBounds.outputTokensMax),
          responseSchema: { name: 'plan', schema: planSchema([...ground.components.keys()]) },
        }),
      });
      const total = added(found.spent, spent);
      const { plan, problems } = check(response.text, ground);
      if (plan) return { ...found, ...(plan.tasks.length > 0 && { plan }), spent: total };
      found = { problems: attempt === 0 ? problems : found.problems, spent: total, failure: 'unusable' };
      messages = [...asking.messages, ...repairMessages(response.text, problems)];
    } catch (error) {
      if (error instanceof CancelledFailure || !(error instanceof ModelError)) throw error;
      dependencies.log.warn({ kind: error.kind }, 'the model gave no plan');
      return { ...found, failure: error.kind };
    }
  }
  return found;
}

/** No tasks are a plan, too: there is nothing to look up or do. */
function check(text: string, ground: Asking['ground']): { plan?: Plan; problems: readonly PlanProblem[] } {
  const read = readPlan(text, ground.components);
  if ('problem' in read) return { problems: [{ path: '', problem: read.problem }] };
  const { plan } = read;
  if (plan.tasks.length === 0) return { plan, problems: [] };
  const problems = checkPlan(plan, ground);
  if (problems.length > 0) return { problems };
  const refused = plan.tasks.flatMap(({ component, inputs }, index) => {
    const values = Object.entries(inputs);
    if (values.some(([, input]) => isReference(input))) return [];
    const args = Object.fromEntries(
      values.map(([name, input]) => [name, 'literal' in input ? input.literal : null]),
    );
    const checked = ground.components.get(component)?.checkInput(args);
    return checked?.ok === false ? [{ path: `/tasks/${index}/inputs`, problem: checked.problem }] : [];
  });
  return refused.length > 0 ? { problems: refused } : { plan, problems: [] };
}

function added(one: Spent | undefined, other: Spent): Spent {
  if (!one) return other;
  const sum = (name: 'inputTokens' | 'outputTokens' | 'costMicroUsd') =>
    one[name] === undefined || other[name] === undefined ? {} : { [name]: one[name] + other[name] };
  return { model: other.model, ...sum('inputTokens'), ...sum('outputTokens'), ...sum('costMicroUsd') };
}
