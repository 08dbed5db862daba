import type { PastAttempt } from '../../src/database/purse.ts';
import { componentIdOf } from '../../src/domain/component.ts';
import { failurePolicy, isFailureKind } from '../../src/domain/failure-policy.ts';
import type { Conditions } from '../../src/domain/models-to-ask.ts';
import { economyFor, type Strain, strainOf } from '../../src/domain/purse/economy.ts';
import { type HeldBy, heldBy, type Payer } from '../../src/domain/purse/held-by.ts';
import type { Assistant } from '../../src/registry/assistant.ts';
import type { AskingParts, ModelCall } from './ask-model.ts';

/** What holds while a model is chosen. */
export interface SeenConditions extends Conditions {
  readonly payer: Payer;
  readonly held: readonly HeldBy[];
  /** The purse that is nearest to its cap. */
  readonly strain: Strain | undefined;
  /** At all calls of the turn. */
  readonly attempts: readonly PastAttempt[];
}

/** Looks up what is left in the purses, which models are well, and what this turn has tried. */
export async function readConditions(
  { purse, components }: Pick<AskingParts, 'purse' | 'components'>,
  call: Pick<ModelCall, 'turn' | 'assistant' | 'caseNumber'> & { readonly callId?: string },
): Promise<SeenConditions> {
  const { assistant, turn, callId, caseNumber } = call;
  const { budget } = assistant;
  const [whole, attempts] = await Promise.all([
    budget ? purse.payerOf(turn.turnId) : { assistant: assistant.id, ...turn },
    purse.attempts(turn.turnId),
  ]);
  const { turnId: _, ...rest } = whole;
  const payer = caseNumber === undefined ? whole : { ...rest, caseNumber };
  const held = heldBy(assistant, payer, new Date());
  const strain = strainOf(held, await purse.taken(held));
  return {
    ...{ payer, held, strain, attempts },
    economy: budget ? economyFor(strain, budget.downgradeAt) : 'none',
    smallTier: assistant.understandingTier,
    troubled: new Set([
      ...troubledIn(attempts.filter((attempt) => attempt.callId !== callId)),
      ...downIn(components, assistant),
    ]),
  };
}

/** Models whose last attempt in this turn failed, in a way that the next question would meet as well. */
function troubledIn(attempts: readonly PastAttempt[]): string[] {
  const last = new Map(attempts.map(({ component, outcome }) => [component, outcome]));
  return [...last].flatMap(([component, outcome]) =>
    isFailureKind(outcome) && outcome !== 'refused' && failurePolicy[outcome].elsewhere ? [component] : [],
  );
}

function downIn(components: AskingParts['components'], { id, connected }: Assistant): string[] {
  return [...connected.keys()].filter((tier) => {
    const state = components.stateOf(componentIdOf(id, 'model', tier));
    return state === 'down' || state === 'paused';
  });
}
