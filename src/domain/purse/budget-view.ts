import type { Budget, PurseScope } from './budget.ts';
import { economyFor, shareOf, type Taken } from './economy.ts';
import type { HeldBy } from './held-by.ts';

/** What one purse has given away, beside its cap: for operators. */
export interface PurseView {
  readonly scope: PurseScope;
  /** What is set aside at this moment included. Tokens whose price nobody knows cost something, which is left out. */
  readonly spent: Taken;
  readonly cap: { readonly costMicroUsd?: number; readonly tokens?: number };
  /** Of the cap, from 0, the larger where money and tokens are capped. */
  readonly share: number;
  /** What that has led to by now. */
  readonly reached: 'none' | 'small model' | 'short context' | 'nothing left';
}

/** How the purses that a conversation's next call is held by stand, from the narrowest. */
export const budgetView = (
  held: readonly HeldBy[],
  taken: ReadonlyMap<string, Taken>,
  { downgradeAt }: Pick<Budget, 'downgradeAt'>,
): PurseView[] =>
  held.map((by) => {
    const spent = taken.get(by.scope) ?? { costMicroUsd: 0, tokens: 0, unpricedTokens: 0 };
    const share = shareOf(by, spent);
    const economy = economyFor({ kind: by.kind, share }, downgradeAt);
    return {
      ...{ scope: by.kind, spent, share },
      cap: {
        ...(by.costMicroUsdMax !== undefined && { costMicroUsd: by.costMicroUsdMax }),
        ...(by.tokensMax !== undefined && { tokens: by.tokensMax }),
      },
      reached: share >= 1 ? 'nothing left' : words[economy],
    };
  });

const words = { none: 'none', small: 'small model', short: 'short context' } as const;
