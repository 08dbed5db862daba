import { componentIdOf } from '../../src/domain/component.ts';
import { fallbackChain } from '../../src/domain/fallback-chain.ts';
import { ModelError, OverBudget } from '../../src/domain/model-error.ts';
import type { Assistant } from '../../src/registry/assistant.ts';
import { outageWaitMsOf } from '../settings.ts';
import type { AskingParts } from './ask-model.ts';

/**
 * Whether a call failed because nobody is there to answer it, which passes without anybody's doing: the customer may wait
 * for that. One that fails though its models are well fails by itself, and a person is needed at once. `known`: all
 * processes know that all of its models are down, and asking on is of no use.
 */
export function isOutage(
  { components }: { readonly components: Pick<AskingParts['components'], 'stateOf'> },
  { assistant, tier }: { readonly assistant: Assistant; readonly tier: string },
  error: unknown,
): 'known' | 'likely' | undefined {
  if (!(error instanceof ModelError) || error instanceof OverBudget) return undefined;
  const waitMs = outageWaitMsOf(assistant);
  const { next, retryAfterMs = 0 } = error;
  const againInMs = next?.kind === 'ask' && next.atMs !== undefined ? next.atMs - Date.now() : retryAfterMs;
  if (againInMs >= waitMs) return undefined;
  if (error.kind === 'rate_limited') return 'likely';
  if (error.kind !== 'transient' && error.kind !== 'unavailable') return undefined;
  const isKnown = fallbackChain(assistant.models, tier).every((name) => {
    const state = components.stateOf(componentIdOf(assistant.id, 'model', name));
    return state === 'down' || state === 'paused';
  });
  if (isKnown) return 'known';
  return error.kind === 'unavailable' ? 'likely' : undefined;
}
