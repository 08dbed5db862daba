import type { Effect } from './tool.ts';

/**
 * What makes two calls of one tool the same effect: its key, and for whom the key holds. It never depends on a run, an
 * activity or a model's call id, because those change when the same thing is asked for again.
 */
export interface EffectKey {
  readonly key: string;
  readonly scope: EffectScope;
}

export type EffectScope = 'customer' | 'case';

/**
 * For whom a tool's keys hold. A key that the business chose (an order id) or an effect that can't be undone means the
 * same thing for ever, so it holds for the customer; a hash of arguments says only that this concern asked twice.
 */
export function effectScopeOf(effect: Effect, hasOwnKey: boolean): EffectScope {
  if (effect === 'irreversible') return 'customer';
  return effect === 'keyed' && hasOwnKey ? 'customer' : 'case';
}

/** The scope as the ledger stores it: no customer and no case share one. */
export function ledgerScope(scope: EffectScope, of: { customerId: string; caseId: string }): string {
  return scope === 'customer' ? `customer:${of.customerId}` : `case:${of.caseId}`;
}

/** What the far end dedupes on: one key for each entry of the ledger, so that no two customers or cases share one. */
export const keyAtFarEnd = (effect: { tool: string; scope: string; key: string }): string =>
  `${effect.tool}:${effect.scope}:${effect.key}`;
