import type { ModelSettings } from '../src/domain/manifest.ts';
import type { ModelUsage, Spent } from '../src/domain/model.ts';
import { costMicroUsd } from '../src/domain/purse/amount.ts';

type Charged = Pick<ModelSettings, 'model' | 'priceMicroUsdPerMillionTokens'>;

/** What a call took, as the history and the trace name it. */
export function spentOn(model: Charged, usage: ModelUsage | undefined): Spent {
  const cost = usage && costMicroUsd(model, usage);
  return { model: model.model, ...usage, ...(cost !== undefined && { costMicroUsd: cost }) };
}

/** The same as a step of the trace has it. */
export function stepCost({ inputTokens, outputTokens, costMicroUsd }: Partial<Spent>) {
  return {
    ...(inputTokens !== undefined && { tokens: { input: inputTokens, output: outputTokens ?? 0 } }),
    ...(costMicroUsd !== undefined && { costMicroUsd }),
  };
}
