import type { ModelSettings } from '../src/domain/manifest.ts';
import type { ModelUsage, Spent } from '../src/domain/model.ts';

const tokensPerPrice = 1_000_000;

/** What the usage costs, rounded up; undefined where the model has no known price. */
export function costMicroUsd(model: ModelSettings, usage: ModelUsage): number | undefined {
  const price = model.priceMicroUsdPerMillionTokens;
  if (!price) return undefined;
  const total = usage.inputTokens * price.input + usage.outputTokens * price.output;
  return Math.ceil(total / tokensPerPrice);
}

/** What a call took, as the history and the trace name it. */
export function spentOn(model: ModelSettings, usage: ModelUsage | undefined): Spent {
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
