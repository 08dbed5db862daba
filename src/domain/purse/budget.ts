/** What an assistant may spend: a cap for each scope that has one. The cap is never passed. */
export interface Budget {
  readonly turn?: Cap | undefined;
  readonly case?: Cap | undefined;
  readonly customerDay?: Cap | undefined;
  readonly assistantDay?: Cap | undefined;
  /** The share of any cap from which the small tier takes over. */
  readonly downgradeAt: number;
}

/** A limit in money, in tokens, or both. */
export interface Cap {
  readonly costMicroUsd?: number | undefined;
  readonly tokens?: number | undefined;
}

/** From the narrowest: in this order purses are locked everywhere, so that the one that all share is held shortest. */
export const purseScopes = ['turn', 'case', 'customerDay', 'assistantDay'] as const;
export type PurseScope = (typeof purseScopes)[number];

/** What each is called to people. */
export const scopeWords = {
  turn: 'the budget of this turn',
  case: 'the budget of this case',
  customerDay: "the customer's budget for today",
  assistantDay: "the assistant's budget for today",
} as const satisfies Record<PurseScope, string>;
