import type { Purse } from '../database/purse.ts';
import { type Components, componentIdOf } from '../domain/component.ts';
import type { Embedder } from '../domain/embedder.ts';
import { pricedEmbedding } from '../domain/purse/amount.ts';
import type { Registry } from '../registry/assistant.ts';
import { payFor } from './pay-for.ts';

interface Parts {
  readonly registry: Registry;
  readonly vendors: (assistant: string) => Embedder | undefined;
  readonly components: Pick<Components, 'guarded'>;
  readonly purse: Purse;
}

/**
 * Each assistant's embedding model, whose calls are held by its budget, count for the model's status and end with its
 * pause.
 */
export function paidEmbedders({ registry, vendors, components, purse }: Parts) {
  return (assistantId: string): Embedder | undefined => {
    const assistant = registry.assistants.get(assistantId);
    const vendor = vendors(assistantId);
    if (!assistant?.embedding || !vendor) return undefined;
    const { model, dimensions } = vendor;
    const price = pricedEmbedding(assistant.embedding);
    const id = componentIdOf(assistantId, 'model', 'embedding');
    return {
      ...{ model, dimensions },
      async embed(texts, signal, { turnId, onUsage } = {}) {
        const isHeld = assistant.budget !== undefined && turnId !== undefined;
        const payer = isHeld ? await purse.payerOf(turnId) : { assistant: assistantId };
        const requestBytes = Buffer.byteLength(JSON.stringify(texts));
        const paid = { assistant, payer, component: 'embedding', price, requestBytes, outputTokensMax: 0 };
        return await payFor(purse, paid, (onSpent) =>
          components.guarded(id, (halt) =>
            vendor.embed(texts, AbortSignal.any([signal, halt]), {
              turnId,
              onUsage(inputTokens) {
                onUsage?.(inputTokens);
                onSpent({ inputTokens, outputTokens: 0 });
              },
            }),
          ),
        );
      },
    };
  };
}
