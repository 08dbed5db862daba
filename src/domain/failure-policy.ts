import type { ModelErrorKind } from './model-error.ts';

/** Why an attempt at an answer came to nothing: a vendor's failure, or a rule of ours that held the answer back. */
export type FailureKind = ModelErrorKind | 'withheld' | 'unchecked';

interface FailureRule {
  /** How often the same model is asked again while another one is left. */
  readonly again: number;
  /** How often it is asked again when none is left. Never beyond the turn's deadline. */
  readonly alone: number;
  /** Whether another model may do better. */
  readonly elsewhere: boolean;
  /** Why operators get the conversation when all that has failed. */
  readonly reason: string;
}

/**
 * What follows a failed answer, from left to right: the same model again, another model, then operators, while the
 * customer hears the apology. A purse that can't pay comes to a cheaper model and a shorter context before (economy.ts).
 */
export const failurePolicy = {
  transient: { again: 1, alone: 9, elsewhere: true, reason: 'the assistant could not answer' },
  rate_limited: { again: 0, alone: 9, elsewhere: true, reason: 'the model had no capacity left' },
  unavailable: { again: 0, alone: 9, elsewhere: true, reason: 'the model could not be reached' },
  refused: { again: 0, alone: 0, elsewhere: true, reason: 'the model refused to answer' },
  invalid: { again: 0, alone: 0, elsewhere: true, reason: 'the assistant could not answer' },
  exhausted: { again: 0, alone: 0, elsewhere: true, reason: "the model's account has no money left" },
  withheld: {
    again: 1,
    alone: 1,
    elsewhere: false,
    reason: 'an output rule did not let the answer pass',
  },
  unchecked: {
    again: 1,
    alone: 1,
    elsewhere: false,
    reason: 'what the assistant says could not be checked',
  },
  bug: { again: 0, alone: 0, elsewhere: false, reason: 'the assistant could not answer' },
} as const satisfies Record<FailureKind, FailureRule>;

export const isFailureKind = (word: string | null): word is FailureKind =>
  word !== null && Object.hasOwn(failurePolicy, word);
