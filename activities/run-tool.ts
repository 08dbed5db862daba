import { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { EffectName } from '../src/database/effects.ts';
import { threadOf } from '../src/domain/agents.ts';
import { bounds } from '../src/domain/bounds.ts';
import { caseIdOf } from '../src/domain/case.ts';
import { ComponentUnavailable, componentIdOf } from '../src/domain/component.ts';
import { keyAtFarEnd, ledgerScope } from '../src/domain/effect-key.ts';
import type { TurnRef } from '../src/domain/engine.ts';
import { planBounds } from '../src/domain/plan/plan-bounds.ts';
import type { CallOrder, CallOutcome } from '../src/domain/tool.ts';
import type { Tool, ToolContext } from '../src/registry/tool.ts';
import { allTools } from './all-tools.ts';
import { approvalNeeded } from './check-call.ts';
import type { Dependencies } from './dependencies.ts';
import { withHeartbeat } from './heartbeat.ts';
import { noteToolFailure } from './note-tool-failure.ts';
import { toolsFor } from './prepare-answer.ts';
import { pinnedTo } from './read-turn.ts';
import { notAvailable, runEffect, type ToolEnd } from './run-effect.ts';
import { isTooLarge, runOnce } from './run-once.ts';
import { toldEnd } from './told-end.ts';

interface Input {
  readonly turn: TurnRef;
  readonly order: CallOrder;
}

/** Runs one tool call and writes its result where the model will read it. */
export function createRunTool(dependencies: Dependencies) {
  const { toolCalls, steps } = dependencies;

  async function finish({ turn, order }: Input, startedAt: Date, end: ToolEnd): Promise<CallOutcome> {
    const { outcome, result } = end;
    // What is running may have ended meanwhile; its row says so, and whoever ends it writes there.
    if (outcome !== 'running')
      await toolCalls.record(order.callId, outcome === 'repeated' ? 'done' : outcome, result);
    const parentId = order.stepId ?? threadOf(order.callId);
    await steps.record({
      id: order.callId,
      ...(parentId !== undefined && { parentId }),
      conversationId: turn.conversationId,
      turnId: turn.turnId,
      kind: 'tool',
      component: order.tool,
      startedAt,
      attempts: Context.current().info.attempt,
      outcome,
      detail: { args: order.args, result: shownIn(result) },
    });
    const isTask = order.stepId !== undefined;
    const digest = isTask && { digest: dependencies.hashOf(result ?? null) };
    return { tool: order.tool, outcome, preview: previewOf(result), ...digest };
  }

  return {
    async runTool({ turn, order }: Input): Promise<CallOutcome> {
      const startedAt = new Date();
      const input = { turn, order: await withArgs(dependencies, order) };
      const tool = await prepare(dependencies, input);
      const end = tool.refused
        ? tool.refused
        : await withHeartbeat((signal) => run(dependencies, input, tool, signal));
      return await finish(input, startedAt, end);
    },

    /** Every attempt is used up. A read is told to the model as failed; an effect may have happened. */
    async recordFailure(input: Input): Promise<CallOutcome> {
      const isRead = input.order.effect === 'read';
      const result = { error: input.order.turnsTo ? notAnswered : notReached };
      return await finish(input, new Date(), { outcome: isRead ? 'failed' : 'unknown', result });
    },
  };
}

const notReached = 'The tool could not be reached. Say so; do not guess what it would have given.';
const notAnswered = 'The agent could not answer. Go on without it; do not guess what it would have said.';

interface Prepared {
  readonly tool: Tool;
  readonly context: Omit<ToolContext, 'signal'>;
  readonly effect: EffectName;
  readonly componentId: string;
  readonly refused?: undefined;
}

async function prepare(
  dependencies: Dependencies,
  { turn, order }: Input,
): Promise<Prepared | { readonly refused: ToolEnd }> {
  const { toolCalls, approvals, turns, hashOf } = dependencies;
  const { tool, assistant } = await findTool(dependencies, turn, order);
  if (!tool) return refusal('This tool is no longer offered.');
  const bytesMax = order.argsDigest === undefined ? undefined : planBounds.argsBytesMax;
  const checked = tool.checkInput(order.args, bytesMax);
  if (!checked.ok) return refusal(`Wrong arguments: ${checked.problem}`);
  // Asked again where it counts: no approval, no effect, whatever brought us here.
  const { signals, case_number } = await turns.find(turn.turnId);
  const asked = order.askedInTurnId === undefined ? undefined : await turns.find(order.askedInTurnId);
  const isSuspicious = signals.length > 0 || (asked?.signals.length ?? 0) > 0;
  const isAllowed =
    approvalNeeded(tool, order.args, isSuspicious) === undefined ||
    (order.approvalId !== undefined &&
      (await approvals.allows(order.approvalId, order.callId, hashOf(order.args))));
  if (!isAllowed) return refusal('This needs a decision by a colleague.');

  const customer = await toolCalls.customerOf(turn.turnId);
  const { key, scope } = tool.effectKeyFor(order.args);
  const ids = { customerId: customer.id, caseId: caseIdOf(turn.conversationId, case_number) };
  const effect = { tool: tool.name, scope: ledgerScope(scope, ids), key };
  const log = toolLog(dependencies, tool.name, turn);
  return {
    tool,
    componentId: componentIdOf(assistant, 'tool', tool.name),
    effect,
    context: {
      customer,
      conversationId: turn.conversationId,
      effectKey: keyAtFarEnd(effect),
      attempt: Context.current().info.attempt,
      log,
    },
  };
}

/** What is too large for the history stands in the call's row, and is what it was when it was ordered. */
async function withArgs({ toolCalls, hashOf }: Dependencies, order: CallOrder): Promise<CallOrder> {
  if (order.argsDigest === undefined) return order;
  const { args } = await toolCalls.find(order.callId);
  if (hashOf(args) === order.argsDigest) return { ...order, args };
  throw ApplicationFailure.nonRetryable('the arguments are not those that were ordered', 'invalid');
}

/** An approved call may be of another agent than the one that the turn is routed to. */
async function findTool(dependencies: Dependencies, turn: TurnRef, { tool: name, agent }: CallOrder) {
  const assistant = await pinnedTo(dependencies, turn);
  if (!assistant) return { tool: undefined, assistant: '' };
  const all = await allTools(dependencies, assistant);
  const tool = all.get(name) ?? (await toolsFor(dependencies, turn, agent)).get(name);
  return { tool, assistant: assistant.id };
}

const refusal = (error: string) => ({ refused: { outcome: 'failed' as const, result: { error } } });

async function run(
  { effects, components, callbacks, publicUrl, log }: Dependencies,
  { order }: Input,
  { tool, componentId, context, effect }: Prepared,
  cancelled: AbortSignal,
): Promise<ToolEnd> {
  if (tool.effect !== 'read')
    return await runEffect({
      ...{ effects, log, tool, order, context, effect, components, componentId },
      ...(tool.completes && { work: { callbacks, publicUrl } }),
    });
  try {
    const output = await components.guarded(componentId, (halt) =>
      runOnce(tool, order, { ...context, cancelled: AbortSignal.any([cancelled, halt]) }),
    );
    const checked = tool.checkOutput(output);
    if (!checked.ok || isTooLarge(checked.output)) return unusable;
    return { outcome: 'done', result: checked.output };
  } catch (error) {
    const told = toldEnd(error);
    if (told) return told;
    if (error instanceof ComponentUnavailable) return notAvailable;
    if (cancelled.aborted) throw new CancelledFailure('the tool call was cancelled');
    noteToolFailure(log, tool.name, error);
    throw ApplicationFailure.create({ type: 'transient', message: 'the tool failed' });
  }
}

const unusable: ToolEnd = {
  outcome: 'failed',
  result: { error: 'The tool gave something unusable. Say that it could not be checked.' },
};

function toolLog({ log }: Dependencies, tool: string, { turnId }: TurnRef): ToolContext['log'] {
  const fields = { tool, turnId };
  return {
    info: (text, details) => log.info({ ...fields, ...details }, text),
    warn: (text, details) => log.warn({ ...fields, ...details }, text),
    error: (text, details) => log.error({ ...fields, ...details }, text),
  };
}

/** As much of a result as an operator reads; the whole stands with the call. */
function shownIn(result: unknown): unknown {
  const text = JSON.stringify(result) ?? 'null';
  return text.length <= bounds.tracedResultTextMax
    ? result
    : { cut: true, beginning: text.slice(0, bounds.tracedResultTextMax) };
}

function previewOf(result: unknown): string {
  return (JSON.stringify(result) ?? '').slice(0, bounds.previewTextMax);
}
