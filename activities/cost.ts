import type { ModelSettings } from '../src/domain/manifest.ts';
import type { ModelUsage } from '../src/domain/model.ts';

const tokensPerPrice = 1_000_000;

/** What the usage costs, rounded up; undefined where the model has no known price. */
export function costMicroUsd(model: ModelSettings, usage: ModelUsage): number | undefined {
  const price = model.priceMicroUsdPerMillionTokens;
  if (!price) return undefined;
  const total = usage.inputTokens * price.input + usage.outputTokens * price.output;
  return Math.ceil(total / tokensPerPrice);
}
