import type { RefusedCall } from '../src/database/refused-calls.ts';
import { remindMsDefault } from '../src/domain/approval.ts';
import { proves } from '../src/domain/message.ts';
import type { CallOrder } from '../src/domain/tool.ts';
import type { ToolCustomer } from '../src/domain/tool-customer.ts';
import type { Tool } from '../src/registry/tool.ts';
import { orderFor } from './call-order.ts';

/** What is known when tool calls are asked for, by a model or by a plan. */
export interface CallRules {
  readonly customer: ToolCustomer;
  /** Calls that wait for a person already, and those that one has refused: in this case, or of this piece of work. */
  readonly waiting: readonly { readonly tool: string; readonly args_hash: string }[];
  readonly refused: readonly RefusedCall[];
  /** Whether the customer's words look like an attempt to steer the assistant. */
  readonly isSuspicious: boolean;
  readonly hashOf: (value: unknown) => string;
}

/** A call that may be ordered, or how it has ended already, with words that let the model mend it. */
export type CheckedCall =
  | { readonly ok: true; readonly order: CallOrder; readonly argsHash: string }
  | { readonly ok: false; readonly state: 'failed' | 'waiting'; readonly result: unknown };

/** The rules that every call has to meet, whoever asks for it. */
export function checkCall(
  tool: Tool,
  { callId, args, bytesMax }: { callId: string; args: unknown; bytesMax?: number },
  rules: CallRules,
): CheckedCall {
  const checked = tool.checkInput(args, bytesMax);
  const failed = (error: string) => ({ ok: false, state: 'failed', result: { error } }) as const;
  if (!checked.ok) return failed(`Wrong arguments: ${checked.problem}`);
  if (!proves(rules.customer.proof, tool.proof))
    return failed('The customer has not proved who they are as far as this needs.');
  const argsHash = rules.hashOf(checked.args);
  const isSame = (other: { tool: string; args_hash: string | null }) =>
    other.tool === tool.name && other.args_hash === argsHash;
  if (rules.waiting.some(isSame)) return { ok: false, state: 'waiting', result: awaitingDecision };
  const refused = rules.refused.find(isSame);
  if (refused) return { ok: false, state: 'failed', result: refused.result };
  const approval = approvalNeeded(tool, checked.args, rules.isSuspicious);
  const order = { ...orderFor(tool, callId, checked.args), ...(approval && { approval }) };
  return { ok: true, order, argsHash };
}

/**
 * The approval that a call needs: its tool's own rule, or a person's word for whatever would change something while the
 * customer's words look like an attempt to steer the assistant.
 */
export function approvalNeeded(tool: Tool, args: unknown, isSuspicious: boolean) {
  const own = tool.approvalFor(args);
  if (own || !isSuspicious || tool.effect === 'read') return own;
  const reason = "The customer's words look like an attempt to steer the assistant.";
  const remindMs = remindMsDefault(dayMs);
  return { role: 'approver', expiresMs: dayMs, remindMs, onExpiry: 'reject', reason } as const;
}

const dayMs = 86_400_000;

/** What the model reads of a call that a person has yet to decide on. */
export const awaitingDecision = {
  status: 'awaiting decision',
  note: 'A colleague decides. It is not done yet.',
};
