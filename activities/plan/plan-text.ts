import type { StoredPlan } from '../../src/database/plans.ts';
import type { ToolCallRow } from '../../src/database/tool-calls.ts';
import { needsOf } from '../../src/domain/plan/plan.ts';
import type { CallState } from '../../src/domain/tool.ts';
import { callOf } from './task-calls.ts';

/** What a model that answers is told of the plans that ran before it spoke: every part, and what became of it. */
export function planText(plans: readonly StoredPlan[], calls: readonly ToolCallRow[]): string[] {
  if (plans.length === 0) return [];
  const lines = plans.flatMap((plan) => {
    const expected = expectedIn(plan, calls);
    return plan.tasks.map(({ name, purpose, part }) => {
      const state = callOf(plan, name, calls)?.state ?? 'asked';
      const became = state === 'asked' && expected.has(name) ? follows : states[state];
      return `- ${purpose} (${became})${part === undefined ? '' : `, for: ${part}`}`;
    });
  });
  return [
    `The request was taken apart, and this was done for it before you speak; the results follow the conversation.
${lines.join('\n')}
Answer every part that the customer asked for, each by its own result. Name each part that failed or is not done yet, say that it stays open, and why as far as it is known.`,
  ];
}

const states = {
  asked: 'not done',
  waiting: 'waits for a colleague',
  running: 'started; its result comes later',
  done: 'done',
  failed: 'failed',
  rejected: 'a colleague decided against it',
  unknown: 'nobody can say whether it happened',
} as const satisfies Record<CallState, string>;

const follows = 'not done yet; it is done by itself once what it needs is there';

/** Tasks that are done once somebody has decided, or work elsewhere has ended. */
function expectedIn(plan: StoredPlan, calls: readonly ToolCallRow[]): ReadonlySet<string> {
  const expected = new Set<string>();
  if (plan.isAbandoned) return expected;
  const isExpected = (name: string) => {
    const state = callOf(plan, name, calls)?.state;
    return expected.has(name) || state === 'waiting' || state === 'running';
  };
  for (const _ of plan.tasks)
    for (const task of plan.tasks) if (needsOf(task).some(isExpected)) expected.add(task.name);
  return expected;
}
