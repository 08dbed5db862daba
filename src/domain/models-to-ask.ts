import { fallbackChain } from './fallback-chain.ts';
import type { AssistantSettings } from './manifest.ts';
import type { Economy } from './purse/economy.ts';

/** What holds at this moment beside what was made out of the customer's words. */
export interface Conditions {
  /** How sparingly models are asked. */
  readonly economy: Economy;
  /** Models that are not well, may not be asked yet, or have failed in this turn, and how so: asked when nobody else is left. */
  readonly troubled: ReadonlyMap<string, string>;
  /** The model that takes over when money gets short. */
  readonly smallTier: string;
}

/** Who is asked for an answer that was routed to this tier, one after the other until one answers. */
export function modelsToAsk(
  models: AssistantSettings['models'],
  tier: string,
  { economy, troubled, smallTier }: Conditions,
): string[] {
  const wanted = fallbackChain(models, tier);
  const chain = economy === 'none' ? wanted : [...new Set([...fallbackChain(models, smallTier), ...wanted])];
  return [...chain.filter((name) => !troubled.has(name)), ...chain.filter((name) => troubled.has(name))];
}
