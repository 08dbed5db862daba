import { type PurseScope, scopeWords } from './budget.ts';
import type { HeldBy } from './held-by.ts';

/** How sparingly models are asked: as routed; by the small tier; by the small tier, with a short context. */
export const economies = ['none', 'small', 'short'] as const;
export type Economy = (typeof economies)[number];

/** What a purse has given away: settled, forfeited, and set aside at this moment. */
export interface Taken {
  readonly costMicroUsd: number;
  readonly tokens: number;
  /** Of the tokens, those whose price nobody knows. */
  readonly unpricedTokens: number;
}

/** The purse that is nearest to its cap. */
export interface Strain {
  readonly kind: PurseScope;
  /** Of its cap, from 0. */
  readonly share: number;
}

/** Which purse is nearest to its cap; undefined where nothing is capped. */
export function strainOf(held: readonly HeldBy[], taken: ReadonlyMap<string, Taken>): Strain | undefined {
  const strains = held.map((by) => ({ kind: by.kind, share: shareOf(by, taken.get(by.scope) ?? nothing) }));
  return strains.sort((a, b) => b.share - a.share)[0];
}

/** The share of its cap that a purse has given away, the larger where money and tokens are capped. */
export function shareOf(by: HeldBy, { costMicroUsd, tokens, unpricedTokens }: Taken): number {
  const { costMicroUsdMax, tokensMax, assumedMicroUsdPerMillionTokens: assumed } = by;
  const cost = costMicroUsd + Math.ceil((unpricedTokens * assumed) / 1_000_000);
  return Math.max(partOf(cost, costMicroUsdMax), partOf(tokens, tokensMax));
}

/** What the strain asks for: the small tier from `downgradeAt`, a short context from halfway between there and the cap. */
export function economyFor(strain: Strain | undefined, downgradeAt: number): Economy {
  if (!strain || strain.share < downgradeAt) return 'none';
  return strain.share < (1 + downgradeAt) / 2 ? 'small' : 'short';
}

/** For whoever reads the trace: `72 % of the budget of this case is used`. */
export const strainWords = ({ kind, share }: Strain): string =>
  `${Math.floor(share * 100)} % of ${scopeWords[kind]} is used`;

const nothing: Taken = { costMicroUsd: 0, tokens: 0, unpricedTokens: 0 };

const partOf = (taken: number, max: number | undefined) =>
  max === undefined ? 0 : max === 0 ? 1 : taken / max;
