import type { StoredPlan } from '../../src/database/plans.ts';
import type { ToolCallRow } from '../../src/database/tool-calls.ts';
import { type Part, partsOf, unnamedParts } from '../../src/domain/plan/parts.ts';
import type { Assistant } from '../../src/registry/assistant.ts';
import { fixedText } from '../settings.ts';
import { callOf } from './task-calls.ts';

/** The parts of what was asked, as plans have left them. What an interrupted plan didn't come to was asked anew or not. */
export function planParts(plans: readonly StoredPlan[], calls: readonly ToolCallRow[]): Part[] {
  const doneSince = calls.filter(({ task_name, state }) => task_name === null && state === 'done');
  const current = plans.filter(({ isAbandoned }) => !isAbandoned);
  return partsOf(
    current.map((plan) =>
      plan.tasks.map((task) => ({ ...task, state: callOf(plan, task.name, calls)?.state ?? 'asked' })),
    ),
    new Set(doneSince.map(({ tool }) => tool)),
  );
}

interface Spoken {
  readonly assistant: Assistant;
  readonly language: string | undefined;
  readonly parts: readonly Part[];
  /** What the customer was told about them in earlier turns. */
  readonly saidBefore: string;
}

/** What an answer lacks if it leaves out a part that isn't done; undefined: it names them all. */
export function stillOpen(
  { assistant, language, parts, saidBefore }: Spoken,
  said: string,
): string | undefined {
  const unnamed = unnamedParts(parts, `${saidBefore}\n${said}`).slice(0, partsMax);
  if (unnamed.length === 0) return undefined;
  // Manifests from before there was such a text have none.
  if (!Object.hasOwn(assistant.messages, 'stillOpen')) return undefined;
  const text = fixedText({ assistant, language }, 'stillOpen');
  const list = unnamed.join('; ');
  return text.includes('{parts}') ? text.replace('{parts}', () => list) : `${text} ${list}`;
}

const partsMax = 8;
