import { CancelledFailure } from '@temporalio/common';
import type { Settlement } from '../../src/database/purse.ts';
import type { ModelSettings } from '../../src/domain/manifest.ts';
import type { ModelResponse } from '../../src/domain/model.ts';
import { ModelError } from '../../src/domain/model-error.ts';
import { amountOf } from '../../src/domain/purse/amount.ts';
import { Withheld } from '../output-guard.ts';
import { Overtaken } from '../release-draft.ts';

type Priced = Pick<ModelSettings, 'priceMicroUsdPerMillionTokens'>;

/** What an answer took: as its vendor says, else all that was set aside. */
export function settlementAfter(
  model: Priced,
  { usage, restMs }: Pick<ModelResponse, 'usage' | 'restMs'>,
): Settlement {
  const end = { outcome: 'answered', ...retryIn(restMs) };
  return usage ? { state: 'settled', taken: amountOf(model, usage), ...end } : { state: 'forfeited', ...end };
}

const retryIn = (ms: number | undefined) => (ms ? { retryAt: new Date(Date.now() + ms) } : {});

/**
 * What a failed attempt took. Nothing, where it never left or the vendor refused it by its status before it began to
 * answer; what the vendor says that it bills; else all that was set aside: nobody can say what a timeout or a cut costs.
 */
export function settlementOf(error: unknown, model: Priced): Settlement {
  const outcome = failureOf(error);
  if (!(error instanceof ModelError)) return { state: 'forfeited', outcome };
  const { usage, hadOutput, status, wasSent, retryAfterMs } = error;
  const retryAt = retryIn(retryAfterMs);
  if (usage) return { state: 'settled', taken: amountOf(model, usage), outcome, ...retryAt };
  const isFree = !wasSent || (!hadOutput && status !== undefined);
  return { state: isFree ? 'released' : 'forfeited', outcome, ...retryAt };
}

/** Why an attempt failed, in one word: a kind of failure, or what else ended it. */
export function failureOf(error: unknown): string {
  if (error instanceof ModelError) return error.kind;
  if (error instanceof Withheld) return error.why;
  if (error instanceof Overtaken) return 'overtaken';
  return error instanceof CancelledFailure ? 'cancelled' : 'failed';
}
