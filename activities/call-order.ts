import type { CallOrder } from '../src/domain/tool.ts';
import type { Tool } from '../src/registry/tool.ts';

/** A checked call, ready to run. */
export function orderFor(tool: Tool, callId: string, args: unknown): CallOrder {
  const { policy, queue } = tool;
  return {
    callId,
    tool: tool.name,
    args,
    summary: summaryOf(tool),
    effect: tool.effect,
    ...(tool.turnsTo && { turnsTo: tool.turnsTo }),
    policy: {
      ...{ timeoutMs: policy.timeoutMs, attempts: policy.attempts, run: policy.run },
      ...(queue !== undefined && { queue }),
    },
  };
}

function summaryOf({ name, turnsTo }: Tool): string {
  const words = (text: string) => text.replaceAll('_', ' ');
  if (!turnsTo) return `Tool: ${words(name)}`;
  return `${turnsTo.how === 'handoff' ? 'Hand off to' : 'Ask'} the agent ${words(turnsTo.agent)}`;
}
