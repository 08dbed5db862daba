import type { EmbeddingSettings, ModelSettings } from '../manifest.ts';
import type { ModelUsage } from '../model.ts';

/** What a call takes, or took. */
export interface Amount {
  readonly tokens: number;
  /** Missing where the model has no known price: such a call is held by its tokens, and never counts as free. */
  readonly costMicroUsd?: number;
}

type Priced = Pick<ModelSettings, 'priceMicroUsdPerMillionTokens'>;

/** An embedding model as one that gives no output. */
export const pricedEmbedding = ({ priceMicroUsdPerMillionTokens: price }: EmbeddingSettings): Priced =>
  price ? { priceMicroUsdPerMillionTokens: { ...price, output: 0 } } : {};

/**
 * The most that a request can take. No tokenizer makes more tokens than there are bytes, and the vendor is told where to
 * stop answering.
 */
export const worstCaseOf = (model: Priced, requestBytes: number, outputTokensMax: number): Amount =>
  amountOf(model, { inputTokens: requestBytes, outputTokens: outputTokensMax });

/** What this usage amounts to. */
export function amountOf(model: Priced, usage: ModelUsage): Amount {
  const cost = costMicroUsd(model, usage);
  const tokens = usage.inputTokens + usage.outputTokens;
  return { tokens, ...(cost !== undefined && { costMicroUsd: cost }) };
}

/** What the usage costs, rounded up; undefined where the model has no known price. */
export function costMicroUsd(model: Priced, usage: ModelUsage): number | undefined {
  const price = model.priceMicroUsdPerMillionTokens;
  if (!price) return undefined;
  const total = usage.inputTokens * price.input + usage.outputTokens * price.output;
  return Math.ceil(total / tokensPerPrice);
}

const tokensPerPrice = 1_000_000;
