import type { AssistantSettings } from '../manifest.ts';
import { type Budget, type PurseScope, purseScopes } from './budget.ts';

/** Whom a call is made for. */
export interface Payer {
  readonly assistant: string;
  readonly conversationId?: string;
  readonly customerId?: string;
  /** The case that it is made for. */
  readonly caseNumber?: number;
  readonly turnId?: string;
}

/** One purse that a call is held by, and its cap. */
export interface HeldBy {
  readonly kind: PurseScope;
  /** The purse's name, for ever: a day's has its date. */
  readonly scope: string;
  readonly costMicroUsdMax?: number;
  readonly tokensMax?: number;
  /** What a million tokens of an unknown price count here, where no cap in tokens holds them. */
  readonly assumedMicroUsdPerMillionTokens: number;
}

/** The purses that a call is held by, from the narrowest. Days are UTC days. */
export function heldBy(
  { budget, models }: Pick<AssistantSettings, 'budget' | 'models'>,
  payer: Payer,
  now: Date,
): HeldBy[] {
  if (!budget) return [];
  return purseScopes.flatMap((kind) => {
    const cap = budget[kind];
    const scope = names[kind](payer, now.toISOString().slice(0, 10));
    if (!cap || scope === undefined) return [];
    const { costMicroUsd, tokens } = cap;
    return [
      {
        ...{ kind, scope },
        ...(costMicroUsd !== undefined && { costMicroUsdMax: costMicroUsd }),
        ...(tokens !== undefined && { tokensMax: tokens }),
        assumedMicroUsdPerMillionTokens: tokens === undefined ? dearestPrice(models) : 0,
      },
    ];
  });
}

type Models = Readonly<Record<string, Priced & { readonly model?: string }>>;

interface Priced {
  readonly priceMicroUsdPerMillionTokens?: { readonly input: number; readonly output: number } | undefined;
}

const names = {
  turn: ({ turnId }) => turnId && `turn:${turnId}`,
  case: ({ conversationId, caseNumber }) =>
    conversationId && caseNumber !== undefined ? `case:${conversationId}:${caseNumber}` : undefined,
  customerDay: ({ assistant, customerId }, day) => customerId && `customer:${assistant}:${customerId}:${day}`,
  assistantDay: ({ assistant }, day) => `assistant:${assistant}:${day}`,
} as const satisfies Record<PurseScope, (payer: Payer, day: string) => string | undefined>;

/** The most that a token of this assistant's models is known to cost; 0 where no price is known. */
function dearestPrice(models: Models): number {
  const prices = Object.values(models).flatMap(({ priceMicroUsdPerMillionTokens: price }) =>
    price ? [price.input, price.output] : [],
  );
  return Math.max(0, ...prices);
}

/** Whether some cap names money alone, though no price is known: it would hold nothing. */
export const capsWithoutHold = (budget: Budget | undefined, models: Models): PurseScope[] =>
  !budget || dearestPrice(models) > 0
    ? []
    : purseScopes.filter(
        (kind) => budget[kind]?.costMicroUsd !== undefined && budget[kind].tokens === undefined,
      );
