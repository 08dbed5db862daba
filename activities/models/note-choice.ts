import type { PastAttempt } from '../../src/database/purse.ts';
import { isFailureKind } from '../../src/domain/failure-policy.ts';
import { type PurseScope, scopeWords } from '../../src/domain/purse/budget.ts';
import { strainWords } from '../../src/domain/purse/economy.ts';
import type { StepKind } from '../../src/domain/turn.ts';
import type { ConnectedModel } from '../../src/registry/assistant.ts';
import type { AskingParts, ModelCall } from './ask-model.ts';
import type { SeenConditions } from './read-conditions.ts';
import type { Chosen } from './set-aside.ts';

interface Choice {
  readonly seen: SeenConditions;
  readonly past: readonly PastAttempt[];
  /** Absent: nobody could be paid. */
  readonly chosen?: Chosen;
  readonly model?: ConnectedModel;
  readonly lacking?: PurseScope;
}

/** Writes down why another model is asked than the one that should have been, and whether with less. */
export async function noteChoice(
  { steps }: Pick<AskingParts, 'steps'>,
  { callId, turn, tier }: ModelCall,
  { seen, past, chosen, model, lacking }: Choice,
): Promise<void> {
  const note = (kind: StepKind, suffix: string, component: string, outcome: string, detail: object) =>
    steps.record({
      id: `${callId}:${suffix}`,
      conversationId: turn.conversationId,
      turnId: turn.turnId,
      ...{ kind, component, outcome, detail },
      startedAt: new Date(),
      attempts: 1,
    });
  if (lacking) return await note('budget', 'budget', lacking, 'nothing left', { why: scopeWords[lacking] });
  if (!chosen || !model) return;
  if (chosen.economy !== 'none') {
    const { strain } = seen;
    await note('budget', 'budget', strain?.kind ?? 'turn', savings[chosen.economy], {
      ...(strain && { why: strainWords(strain) }),
    });
  } else if (chosen.tier !== tier && chosen.attempts === 1) {
    const failure = past.findLast(({ outcome }) => isFailureKind(outcome));
    const why = failure
      ? `${failure.component}: ${failure.outcome}`
      : `${tier} ${seen.troubled.get(tier) ?? 'is not well'}`;
    await note('fallback', `fallback:${chosen.tier}`, model.model, chosen.tier, { insteadOf: tier, why });
  }
}

const savings = { small: 'small model', short: 'short context' } as const;
