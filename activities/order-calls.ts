import type { NewToolCall, ToolCallRow } from '../src/database/tool-calls.ts';
import { callIdOf } from '../src/domain/agents.ts';
import { bounds } from '../src/domain/bounds.ts';
import type { TurnRef } from '../src/domain/engine.ts';
import { proves } from '../src/domain/message.ts';
import type { ModelToolCall } from '../src/domain/model.ts';
import type { CallOrder } from '../src/domain/tool.ts';
import type { ToolCustomer } from '../src/domain/tool-customer.ts';
import type { Tool } from '../src/registry/tool.ts';

/** What is known when a model asks for tool calls. */
export interface CallContext {
  readonly turn: TurnRef;
  readonly round: number;
  /** Set where the model is that of an agent which another one asked. */
  readonly asked?: { readonly thread: string; readonly agent: string };
  readonly tools: ReadonlyMap<string, Tool>;
  readonly customer: ToolCustomer;
  /** Calls that wait for a person already, and those of this piece of work that were refused. */
  readonly waiting: readonly { readonly tool: string; readonly args_hash: string }[];
  readonly refused: readonly Pick<ToolCallRow, 'tool' | 'args_hash'>[];
  /** Whether the customer's words look like an attempt to steer the assistant. */
  readonly isSuspicious: boolean;
  readonly hashOf: (value: unknown) => string;
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
  return calls.map((call, position) => {
    const ordered = orderCall(call, position, context);
    return isHandoff(context.tools.get(call.name)) && call !== firstHandoff ? oneIsEnough(ordered) : ordered;
  });
}

const isHandoff = (tool: Tool | undefined) => tool?.turnsTo?.how === 'handoff';

/** A turn has one agent at a time. */
const oneIsEnough = ({ record }: OrderedCall): OrderedCall => ({
  record: {
    ...record,
    settled: { state: 'failed', result: { error: 'Only one handoff at a time; the first one counts.' } },
  },
});

/** A checked call, ready to run. */
export function orderFor(tool: Tool, callId: string, args: unknown): CallOrder {
  return {
    callId,
    tool: tool.name,
    args,
    summary: summaryOf(tool),
    effect: tool.effect,
    ...(tool.turnsTo && { turnsTo: tool.turnsTo }),
    policy: { timeoutMs: tool.policy.timeoutMs, attempts: tool.policy.attempts, run: tool.policy.run },
  };
}

function summaryOf({ name, turnsTo }: Tool): string {
  const words = (text: string) => text.replaceAll('_', ' ');
  if (!turnsTo) return `Tool: ${words(name)}`;
  return `${turnsTo.how === 'handoff' ? 'Hand off to' : 'Ask'} the agent ${words(turnsTo.agent)}`;
}

function orderCall(call: ModelToolCall, position: number, context: CallContext): OrderedCall {
  const { turn, round, hashOf } = context;
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
  if (!tool)
    return end('failed', { error: `There is no tool ${call.name}.`, tools: [...context.tools.keys()] });
  if (!parsed.ok) return end('failed', { error: parsed.problem });
  const checked = tool.checkInput(parsed.args);
  if (!checked.ok) return end('failed', { error: `Wrong arguments: ${checked.problem}` });
  if (!proves(context.customer.proof, tool.proof)) {
    return end('failed', { error: 'The customer has not proved who they are as far as this needs.' });
  }
  const argsHash = hashOf(checked.args);
  const isSame = (other: { tool: string; args_hash: string | null }) =>
    other.tool === tool.name && other.args_hash === argsHash;
  if (context.waiting.some(isSame)) return end('waiting', awaitingDecision);
  if (context.refused.some(isSame)) return end('failed', { error: 'A colleague has decided against this.' });
  const approval = approvalNeeded(tool, checked.args, context.isSuspicious);
  const order = {
    ...orderFor(tool, base.id, checked.args),
    ...(context.asked && { agent: context.asked.agent }),
    ...(approval && { approval }),
  };
  return { record: { ...base, args: checked.args, argsHash, effect: tool.effect }, order };
}

/**
 * The approval that a call needs: its tool's own rule, or a person's word for whatever would change something while the
 * customer's words look like an attempt to steer the assistant.
 */
export function approvalNeeded(tool: Tool, args: unknown, isSuspicious: boolean) {
  const own = tool.approvalFor(args);
  if (own || !isSuspicious || tool.effect === 'read') return own;
  const reason = "The customer's words look like an attempt to steer the assistant.";
  return { role: 'approver', expiresMs: 86_400_000, onExpiry: 'reject', reason } as const;
}

/** What the model reads of a call that a person has yet to decide on. */
export const awaitingDecision = {
  status: 'awaiting decision',
  note: 'A colleague decides. It is not done yet.',
};

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
