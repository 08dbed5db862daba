import type { StoredPlan } from '../../src/database/plans.ts';
import type { ToolCallRow } from '../../src/database/tool-calls.ts';
import type { CallState } from '../../src/domain/tool.ts';

/** What a model that answers is told of the plans that ran before it spoke: every part, and what became of it. */
export function planText(plans: readonly StoredPlan[], calls: readonly ToolCallRow[]): string[] {
  if (plans.length === 0) return [];
  const lines = plans.flatMap(({ turnId, round, tasks }) =>
    tasks.map((task) => {
      const call = calls.find(
        (each) => each.turn_id === turnId && each.round === round && each.task_name === task.name,
      );
      return `- ${task.purpose} ${call ? states[call.state] : states.asked}`;
    }),
  );
  return [
    `The request was taken apart, and this was done for it before you speak; the results follow the conversation.
${lines.join('\n')}
Answer every part that the customer asked for, each by its own result. Say of what failed or is not done yet that it stays open, and why as far as it is known.`,
  ];
}

const states = {
  asked: '(not done)',
  waiting: '(waits for a colleague)',
  running: '(started; its result comes later)',
  done: '(done)',
  failed: '(failed)',
  rejected: '(a colleague decided against it)',
  unknown: '(nobody can say whether it happened)',
} as const satisfies Record<CallState, string>;
