import { Context } from '@temporalio/activity';
import type { TurnRef } from '../src/domain/engine.ts';
import { injectionSignals } from '../src/domain/guardrails/injection-signals.ts';
import type { InputGuardrail } from '../src/domain/manifest.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import type { Dependencies } from './dependencies.ts';
import { failedOutcome, lookThrough } from './guardrail.ts';

interface Looked {
  readonly turn: TurnRef;
  readonly assistant: Assistant;
  readonly texts: readonly string[];
}

/** What the input guardrails found. */
interface CheckedInput {
  readonly signals: readonly string[];
  /** Why a person has to look first: a check could not be made, and nothing may pass without it. */
  readonly personBecause?: string;
}

/**
 * Has the assistant's input guardrails look through what the customer wrote. A finding blocks nobody: the model is warned,
 * and what changes something in this turn needs a person's approval.
 */
export async function checkInput(
  dependencies: Pick<Dependencies, 'steps' | 'components' | 'log'>,
  { turn, assistant, texts }: Looked,
): Promise<CheckedInput> {
  const found: string[] = [];
  let isStopped = false;
  for (const guardrail of assistant.guardrails.input) {
    const startedAt = new Date();
    const looked = await lookThrough(dependencies, { assistant, guardrail }, () => [
      ...new Set(texts.flatMap(checks[guardrail])),
    ]);
    const signals = 'found' in looked ? looked.found : [];
    found.push(...signals);
    isStopped ||= 'mayPass' in looked && !looked.mayPass;
    await dependencies.steps.record({
      id: `${turn.turnId}:guardrail:${guardrail}`,
      ...turn,
      kind: 'guardrail',
      component: guardrail,
      startedAt,
      attempts: Context.current().info.attempt,
      outcome:
        'mayPass' in looked ? failedOutcome(looked.mayPass) : signals.length === 0 ? 'allowed' : 'flagged',
      detail: { signals },
    });
  }
  return { signals: found, ...(isStopped && { personBecause: unchecked }) };
}

const unchecked = 'what the customer wrote could not be checked';

const checks = { 'injection-signals': injectionSignals } as const satisfies Record<
  InputGuardrail,
  (text: string) => readonly string[]
>;
