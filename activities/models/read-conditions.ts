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
  /** Models that may not be asked yet, by their vendor's word, and until when. */
  readonly resting: ReadonlyMap<string, Date>;
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
  const [whole, attempts, resting] = await Promise.all([
    budget ? purse.payerOf(turn.turnId) : { assistant: assistant.id, ...turn },
    purse.attempts(turn.turnId),
    purse.resting(assistant.id),
  ]);
  const { turnId: _, ...rest } = whole;
  const payer = caseNumber === undefined ? whole : { ...rest, caseNumber };
  const held = heldBy(assistant, payer, new Date());
  const strain = strainOf(held, await purse.taken(held));
  return {
    ...{ payer, held, strain, attempts, resting },
    economy: budget ? economyFor(strain, budget.downgradeAt) : 'none',
    smallTier: assistant.understandingTier,
    troubled: new Map([
      ...troubledIn(attempts.filter((attempt) => attempt.callId !== callId)),
      ...[...resting.keys()].map((tier) => [tier, 'has nothing left for us yet'] as const),
      ...unwellIn(components, assistant),
    ]),
  };
}

/** Models whose last attempt in this turn failed, in a way that the next question would meet as well. */
function troubledIn(attempts: readonly PastAttempt[]): (readonly [string, string])[] {
  const last = new Map(attempts.map(({ component, outcome }) => [component, outcome]));
  return [...last].flatMap(([component, outcome]) =>
    isFailureKind(outcome) && outcome !== 'refused' && failurePolicy[outcome].elsewhere
      ? [[component, `has failed in this turn (${outcome})`] as const]
      : [],
  );
}

/** Where another one is well, that is asked. */
function unwellIn(
  components: Pick<AskingParts['components'], 'stateOf'>,
  { id, connected }: Pick<Assistant, 'id' | 'connected'>,
): (readonly [string, string])[] {
  return [...connected.keys()].flatMap((tier) => {
    const state = components.stateOf(componentIdOf(id, 'model', tier));
    return state === 'ok' ? [] : [[tier, `is ${state}`] as const];
  });
}
