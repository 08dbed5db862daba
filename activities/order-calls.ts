import type { NewToolCall, ToolCallRow } from '../src/database/tool-calls.ts';
import { callIdOf } from '../src/domain/agents.ts';
import { bounds } from '../src/domain/bounds.ts';
import type { TurnRef } from '../src/domain/engine.ts';
import type { ModelToolCall } from '../src/domain/model.ts';
import { sameCallIn } from '../src/domain/same-call.ts';
import type { CallOrder } from '../src/domain/tool.ts';
import type { Tool } from '../src/registry/tool.ts';
import { awaitingDecision, type CallRules, checkCall } from './check-call.ts';

/** What is known when a model asks for tool calls. */
export interface CallContext extends CallRules {
  readonly turn: TurnRef;
  readonly round: number;
  /** Set where the model is that of an agent which another one asked. */
  readonly asked?: { readonly thread: string; readonly agent: string };
  readonly tools: ReadonlyMap<string, Tool>;
  /** Those of this piece of work, in the order asked. */
  readonly calls: readonly ToolCallRow[];
  /** Tools that were offered when the turn began, and are there no more. */
  readonly gone?: readonly string[];
}

/** A call as asked, for the record, and what to do about it, unless it has ended already. */
export interface OrderedCall {
  readonly record: NewToolCall;
  readonly order?: CallOrder;
}

/** Checks what a model asked for. What can't be run ends here, with words that let the model mend it. */
export function orderCalls(asked: readonly ModelToolCall[], context: CallContext): OrderedCall[] {
  const calls = asked.slice(0, bounds.callsPerRoundMax);
  const firstHandoff = calls.find(({ name }) => isHandoff(context.tools.get(name)));
  const ordered: OrderedCall[] = [];
  for (const [position, call] of calls.entries()) {
    const next = orderCall(call, position, context);
    const isSecond = isHandoff(context.tools.get(call.name)) && call !== firstHandoff;
    ordered.push(isSecond ? oneIsEnough(next) : onceOnly(next, ordered, context));
  }
  return ordered;
}

const isHandoff = (tool: Tool | undefined) => tool?.turnsTo?.how === 'handoff';

/** A turn has one agent at a time. */
const oneIsEnough = ({ record }: OrderedCall): OrderedCall => ({
  record: {
    ...record,
    settled: { state: 'failed', result: { error: 'Only one handoff at a time; the first one counts.' } },
  },
});

/** Models ask for the same thing twice: it is run once, and both get what came of it. */
function onceOnly(
  { record, order }: OrderedCall,
  before: readonly OrderedCall[],
  { turn, round, calls }: CallContext,
): OrderedCall {
  const { tool, argsHash, effect } = record;
  if (!order || order.turnsTo || argsHash === null) return { record, ...(order && { order }) };
  const twin = before.find(
    (other) => other.order && other.record.tool === tool && other.record.argsHash === argsHash,
  );
  if (twin) {
    const waits = { state: 'waiting', result: awaitingDecision } as const;
    return { record: { ...record, sameAs: twin.record.id, ...(order.approval && { settled: waits }) } };
  }
  const earlier = calls.filter((call) => call.turn_id === turn.turnId && call.round < round);
  const done = sameCallIn(earlier, { tool, argsHash, effect });
  if (done?.state !== 'done') return { record, order };
  return { record: { ...record, sameAs: done.id, settled: { state: 'done', result: done.result } } };
}

function orderCall(call: ModelToolCall, position: number, context: CallContext): OrderedCall {
  const { turn, round } = context;
  const base = {
    id: callIdOf({ turnId: turn.turnId, thread: context.asked?.thread }, round, position),
    round,
    position,
    providerCallId: call.id,
    tool: call.name,
  };
  const tool = context.tools.get(call.name);
  const parsed = parseArguments(call.argumentsText);
  const end = (state: 'failed' | 'waiting', result: unknown): OrderedCall => ({
    record: {
      ...base,
      args: parsed.ok ? parsed.args : null,
      argsHash: null,
      effect: tool?.effect ?? 'read',
      settled: { state, result },
    },
  });
  if (!tool && context.gone?.includes(call.name))
    return end('failed', { error: `${call.name} is no longer offered. Say that you can't do this.` });
  if (!tool)
    return end('failed', { error: `There is no tool ${call.name}.`, tools: [...context.tools.keys()] });
  if (!parsed.ok) return end('failed', { error: parsed.problem });
  const checked = checkCall(tool, { callId: base.id, args: parsed.args }, context);
  if (!checked.ok) return end(checked.state, checked.result);
  const { argsHash } = checked;
  const order = { ...checked.order, ...(context.asked && { agent: context.asked.agent }) };
  return { record: { ...base, args: order.args, argsHash, effect: tool.effect }, order };
}

type Parsed = { ok: true; args: unknown } | { ok: false; problem: string };

function parseArguments(text: string): Parsed {
  if (Buffer.byteLength(text) > bounds.toolArgsBytesMax)
    return { ok: false, problem: 'The arguments are too long.' };
  try {
    return { ok: true, args: text.trim() === '' ? {} : JSON.parse(text) };
  } catch {
    return { ok: false, problem: 'The arguments are not JSON.' };
  }
}
