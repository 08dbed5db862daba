import { ApplicationFailure } from '@temporalio/common';
import type { EffectName, Effects } from '../src/database/effects.ts';
import { type Components, ComponentUnavailable, scopesOf } from '../src/domain/component.ts';
import type { CallOrder, CallOutcome } from '../src/domain/tool.ts';
import type { Tool, ToolContext } from '../src/registry/tool.ts';
import type { Log } from './dependencies.ts';
import { noteToolFailure } from './note-tool-failure.ts';
import { runOnce } from './run-once.ts';
import { mayHaveBegun, startWork, type WorkAccess, workUnderWay } from './start-work.ts';
import { toldEnd } from './told-end.ts';

/** How a tool call ended, with its whole result. */
export interface ToolEnd {
  readonly outcome: CallOutcome['outcome'];
  readonly result: unknown;
}

export interface EffectRun {
  readonly effects: Effects;
  readonly log: Log;
  readonly tool: Tool;
  readonly order: CallOrder;
  readonly context: Omit<ToolContext, 'signal'>;
  readonly effect: EffectName;
  readonly components: Pick<Components, 'guarded'>;
  readonly componentId: string;
  /** Set where the tool only starts work. */
  readonly work?: WorkAccess;
}

/**
 * Runs an effect once for its key: written down before, and its result after. One that was done gives its recorded
 * result; one that nobody knows the end of is settled by the key at its far end, by the tool's own word, or by a person.
 */
export async function runEffect(run: EffectRun): Promise<ToolEnd> {
  const { effects, tool, order, effect, work } = run;
  const url = work?.publicUrl();
  if (work && url === undefined) throw notReachedYet();
  if (url === null) return notAvailable;
  const state = await effects.intend(effect, order.callId, scopesOf(run.componentId));
  const isBegun = state.kind === 'interrupted' || state.kind === 'elsewhere';
  const underWay = work && isBegun ? await workUnderWay(run, work) : undefined;
  if (underWay) return underWay;
  switch (state.kind) {
    case 'paused':
      return notAvailable;
    case 'fresh':
      return await attempt(run, { isFirst: true });
    case 'done':
      return { outcome: 'repeated', result: { alreadyDone: true, result: state.result } };
    case 'unknown':
      return await reconcile(run);
    case 'interrupted':
      if (work && !(await mayHaveBegun(run, work))) return await attempt(run);
      return tool.effect === 'keyed' ? await attempt(run) : await reconcile(run);
    case 'elsewhere':
      if (Date.now() - state.intendedAt.getTime() < tool.policy.timeoutMs + graceMs) throw busyElsewhere();
      return tool.effect === 'keyed' ? await attempt(run) : await reconcile(run);
  }
}

/** After its timeout another attempt at the same effect is over, or its worker is dead. */
const graceMs = 2_000;

const busyElsewhere = () =>
  ApplicationFailure.create({
    type: 'transient',
    message: 'the same effect is under way',
    nextRetryDelay: '1 second',
  });

/** The worker is up before the HTTP service is: nobody could tell how the work ends. */
const notReachedYet = () =>
  ApplicationFailure.create({ type: 'transient', message: 'the HTTP service has no address yet' });

async function attempt(run: EffectRun, { isFirst } = { isFirst: false }): Promise<ToolEnd> {
  const { effects, log, tool, order, context, effect, components, componentId } = run;
  try {
    if (run.work) return await startWork(run, run.work);
    // A pause doesn't cut it: an effect that has begun runs to its end.
    const output = await components.guarded(componentId, () => runOnce(tool, order, context));
    const checked = tool.checkOutput(output);
    const result = checked.ok
      ? checked.output
      : { done: true, note: 'It was done; its details could not be read.' };
    await effects.settle(effect, 'done', result);
    return { outcome: 'done', result };
  } catch (error) {
    const told = toldEnd(error);
    if (told) {
      await effects.forget(effect);
      await run.work?.callbacks.dropOfCall(order.callId);
      return told;
    }
    if (isFirst && error instanceof ComponentUnavailable) {
      await effects.forget(effect);
      await run.work?.callbacks.dropOfCall(order.callId);
      return notAvailable;
    }
    noteToolFailure(log, tool.name, error);
    // A keyed effect may be asked for again: its far end knows the key. Anything else must be looked into.
    if (tool.effect === 'irreversible') return await reconcile(run);
    const isLast = context.attempt >= tool.policy.attempts;
    throw ApplicationFailure.create({ type: 'transient', message: 'the tool failed', nonRetryable: isLast });
  }
}

/** What a model reads of a call that was not made, because its tool is down or paused. */
export const notAvailable: ToolEnd = {
  outcome: 'failed',
  result: { error: 'This is not available at the moment. It was not done. Say so; do not guess.' },
};

async function reconcile(run: EffectRun): Promise<ToolEnd> {
  const { effects, log, tool, order, context, effect } = run;
  const signal = AbortSignal.timeout(tool.policy.timeoutMs);
  try {
    const output = await tool.reconcile?.(order.args, { ...context, signal });
    const checked = output === undefined ? undefined : tool.checkOutput(output);
    if (checked?.ok) {
      await effects.settle(effect, 'done', checked.output);
      await run.work?.callbacks.dropOfCall(order.callId);
      return { outcome: 'done', result: checked.output };
    }
  } catch (error) {
    noteToolFailure(log, tool.name, error);
  }
  await effects.settle(effect, 'unknown', null);
  return { outcome: 'unknown', result: { error: 'Nobody can say whether it happened.' } };
}
