import type { Spent } from './model.ts';
import { planBounds } from './plan/plan-bounds.ts';
import type { Route } from './turn.ts';

/** What the customer wants, as far as it was made out before anybody answers. */
export interface Understanding {
  /** A name among the assistant's intents; absent where it has none. */
  readonly intent?: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly complexity: Complexity;
  /** How many separate things they ask for, where that was made out. */
  readonly parts?: number;
  /** Who made it out: a rule, the small model, or nobody, because the model could not be asked. */
  readonly by: 'rule' | 'model' | 'fallback';
}

/** Whether a look-up is enough, or something has to be thought through. */
export const complexities = ['simple', 'complex'] as const;
export type Complexity = (typeof complexities)[number];

/** Whether a request is worth a plan: one or two things are as soon asked for without. */
export const isComposite = ({ parts = 1 }: Pick<Understanding, 'parts'>): boolean =>
  parts >= planBounds.partsMin;

/** Below this, an understanding counts as unsure. */
export const confidenceMin = 0.5;

/** What a turn's beginning found out, as the workflow needs it. */
export interface Understood extends Understanding {
  readonly route: Route;
  /** Names of what in the customer's words looked like an attempt to steer the assistant. */
  readonly signals: readonly string[];
  /** Whether the customer asks for a person. */
  readonly wantsPerson: boolean;
  /** Why a person has to look at it first, whatever the customer wants. */
  readonly personBecause?: string;
  /** Whether planning pays. */
  readonly isComposite?: boolean;
  /** Where a model made it out. */
  readonly spent?: Spent;
}
