import { Context } from '@temporalio/activity';
import type { TurnRef } from '../src/domain/engine.ts';
import { injectionSignals } from '../src/domain/guardrails/injection-signals.ts';
import type { InputGuardrail } from '../src/domain/manifest.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import type { Dependencies } from './dependencies.ts';

interface Checked {
  readonly turn: TurnRef;
  readonly assistant: Assistant;
  readonly texts: readonly string[];
}

/**
 * Names of what the assistant's input guardrails found. A finding blocks nobody: the model is warned, and what changes
 * something in this turn needs a person's approval.
 */
export async function checkInput(
  { steps }: Pick<Dependencies, 'steps'>,
  { turn, assistant, texts }: Checked,
): Promise<string[]> {
  const found: string[] = [];
  for (const guardrail of assistant.guardrails.input) {
    const startedAt = new Date();
    const signals = [...new Set(texts.flatMap(checks[guardrail]))];
    found.push(...signals);
    await steps.record({
      id: `${turn.turnId}:guardrail:${guardrail}`,
      ...turn,
      kind: 'guardrail',
      component: guardrail,
      startedAt,
      attempts: Context.current().info.attempt,
      outcome: signals.length === 0 ? 'allowed' : 'flagged',
      detail: { signals },
    });
  }
  return found;
}

const checks = { 'injection-signals': injectionSignals } as const satisfies Record<
  InputGuardrail,
  (text: string) => readonly string[]
>;
