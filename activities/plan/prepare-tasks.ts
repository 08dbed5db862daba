import { Context } from '@temporalio/activity';
import type { StoredPlan } from '../../src/database/plans.ts';
import type { ToolCallRow } from '../../src/database/tool-calls.ts';
import { bounds } from '../../src/domain/bounds.ts';
import type { TurnRef } from '../../src/domain/engine.ts';
import type { Task, TaskReady } from '../../src/domain/plan/plan.ts';
import { planBounds } from '../../src/domain/plan/plan-bounds.ts';
import { purposeText } from '../../src/domain/plan/purpose-text.ts';
import { failureInWords, resolveInputs } from '../../src/domain/plan/resolve-inputs.ts';
import { sameCallIn } from '../../src/domain/same-call.ts';
import type { CallOrder } from '../../src/domain/tool.ts';
import type { Tool } from '../../src/registry/tool.ts';
import { type CallRules, checkCall } from '../check-call.ts';
import type { Dependencies } from '../dependencies.ts';
import { outputsOf } from './outputs.ts';
import { planStepId, taskCallId, taskStepId } from './task-calls.ts';
import { taskRules } from './task-rules.ts';

interface Input {
  readonly turn: TurnRef;
  readonly plan: Pick<StoredPlan, 'turnId' | 'round'>;
  /** Tasks whose needs are done. */
  readonly names: readonly string[];
}

/**
 * Gives tasks what they need: selects from what others gave, converts it as the component that reads it declares, and
 * checks it. What is missing or doesn't fit ends the task here, by its path; nothing is called with a guess.
 */
export function createPrepareTasks(dependencies: Dependencies) {
  const { plans, toolCalls, steps } = dependencies;

  return async function prepareTasks({ turn, plan: ref, names }: Input): Promise<{ tasks: TaskReady[] }> {
    const plan = await plans.find(ref.turnId, ref.round);
    if (!plan) throw new TypeError('there is no such plan');
    const { rules, tools, workTurnIds } = await taskRules(dependencies, turn, ref.turnId);
    const tasks: TaskReady[] = [];
    for (const name of names) {
      const position = plan.tasks.findIndex((task) => task.name === name);
      const task = plan.tasks[position];
      if (!task) throw new TypeError('the plan has no such task');
      const callId = taskCallId(ref, position);
      // Read anew: the task before may ask for the same.
      const calls = await toolCalls.ofTurns([...workTurnIds, ref.turnId]);
      const prepared = prepareTask({ task, callId, calls, rules, tools });
      tasks.push(await keep({ turn, ref, task, callId, calls, tools }, prepared));
    }
    return { tasks };
  };

  /** Writes down what the task will be asked with, or how it has ended, and the step that tells of it. */
  async function keep(at: Keeping, prepared: Prepared): Promise<TaskReady> {
    const { turn, ref, task, callId, tools } = at;
    const startedAt = new Date();
    const { ready, outcome } = await settle(at, prepared);
    await steps.record({
      id: taskStepId(callId),
      parentId: planStepId(ref),
      ...turn,
      kind: 'task',
      component: task.component,
      startedAt,
      attempts: Context.current().info.attempt,
      outcome,
      detail: {
        name: task.name,
        purpose: task.purpose,
        ...prepared.told,
        ...(tools.get(task.component)?.adapters && { adapters: tools.get(task.component)?.adapters }),
      },
    });
    return ready;
  }

  async function settle(at: Keeping, prepared: Prepared): Promise<{ ready: TaskReady; outcome: string }> {
    const { ref, task, callId, calls, tools } = at;
    const { name } = task;
    if (!prepared.ok) {
      const { end, result } = prepared;
      await toolCalls.record(callId, end, result);
      return { ready: { kind: 'ended', name, end, why: wordsOf(result) }, outcome: end };
    }
    const { order, argsHash } = prepared;
    const same = sameCallIn(
      // Whoever waits for another one can't be waited for, also when all this is done once more after a crash.
      calls.filter(({ id, turn_id, same_as }) => turn_id === ref.turnId && id !== callId && same_as === null),
      { tool: order.tool, argsHash, effect: order.effect },
    );
    await plans.setArgs(callId, { args: order.args, argsHash });
    if (same) {
      await plans.setSame(callId, same);
      const isDone = same.state === 'done' || same.task_name === null;
      const ready: TaskReady = isDone
        ? { kind: 'ended', name, end: 'done', why: 'it was done before in this turn' }
        : { kind: 'same', name, as: same.task_name ?? '' };
      return { ready, outcome: 'same as another' };
    }
    const { summary, ...sent } = asSent(order, argsHash);
    const ordered: CallOrder = {
      ...sent,
      summary: purposeText(task.purpose) || summary,
      stepId: taskStepId(callId),
      askedInTurnId: ref.turnId,
    };
    if (order.approval) return { ready: { kind: 'wait', name, order: ordered }, outcome: 'waiting' };
    const lane = order.effect === 'read' ? undefined : laneOf(tools.get(order.tool), order.args);
    return {
      ready: { kind: 'run', name, order: ordered, ...(lane !== undefined && { lane }) },
      outcome: 'ready',
    };
  }
}

interface Keeping {
  readonly turn: TurnRef;
  readonly ref: Input['plan'];
  readonly task: Task;
  readonly callId: string;
  readonly calls: readonly ToolCallRow[];
  readonly tools: ReadonlyMap<string, Tool>;
}

/** A task's call, or how it has ended; with what the trace tells of how its inputs came. */
type Prepared = { readonly told: object } & (
  | { readonly ok: true; readonly order: CallOrder; readonly argsHash: string }
  | { readonly ok: false; readonly end: 'failed' | 'waiting'; readonly result: unknown }
);

interface Preparing extends Pick<Keeping, 'task' | 'callId' | 'calls' | 'tools'> {
  readonly rules: CallRules;
}

function prepareTask({ task, callId, calls, rules, tools }: Preparing): Prepared {
  const tool = tools.get(task.component);
  const failed = (result: object, told: object): Prepared => ({ ok: false, end: 'failed', result, told });
  if (!tool) return failed({ error: 'This is no longer offered. It was not done.' }, {});
  const resolved = resolveInputs(task, tool, outputsOf(calls, tools));
  if (!resolved.ok) {
    const { failures } = resolved;
    const problem = failures.map(failureInWords).join('; ');
    return failed({ error: `It was not done: ${problem}.` }, { failures });
  }
  const told = { inputs: resolved.handoffs };
  const checked = checkCall(tool, { callId, args: resolved.args, bytesMax: planBounds.argsBytesMax }, rules);
  if (!checked.ok) return { ...checked, end: checked.state, told: { ...told, problem: checked.result } };
  const isTooLarge = checked.order.approval && isLarge(checked.order.args);
  if (isTooLarge)
    return failed({ error: 'It was not done: what it takes is too large for a person to decide on.' }, told);
  return { ...checked, told };
}

/** The history keeps what is small; what is large is named by its digest. */
function asSent(order: CallOrder, argsHash: string): CallOrder {
  return isLarge(order.args) ? { ...order, args: null, argsDigest: argsHash } : order;
}

const isLarge = (args: unknown) => Buffer.byteLength(JSON.stringify(args)) > bounds.toolArgsBytesMax;

/** A key that the business chose means the same thing whichever tool it is given to. */
function laneOf(tool: Tool | undefined, args: unknown): string | undefined {
  if (!tool) return undefined;
  try {
    const { key } = tool.effectKeyFor(args);
    return tool.hasEffectKey ? key : `${tool.name}:${key}`;
  } catch {
    // Its call will fail for the same reason, where such failures are told.
    return undefined;
  }
}

const wordsOf = (result: unknown) => (JSON.stringify(result) ?? '').slice(0, bounds.previewTextMax);
