import type { CallOrder } from '../src/domain/tool.ts';
import type { Tool } from '../src/registry/tool.ts';

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
