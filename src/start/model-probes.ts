import type { OpenComponents } from '../components/components.ts';
import type { Purse } from '../database/purse.ts';
import { componentIdOf } from '../domain/component.ts';
import type { ChatModel, ModelRequest } from '../domain/model.ts';
import type { Registry, VendorAccess } from '../registry/assistant.ts';
import { payFor } from './pay-for.ts';

interface Parts {
  readonly components: Pick<OpenComponents, 'addProbe'>;
  readonly registry: Registry;
  readonly modelFor: (model: VendorAccess) => ChatModel;
  readonly purse: Purse;
}

/** Has models that are down tried by the shortest question there is, so that no customer has to wait for them. */
export function addModelProbes({ components, registry, modelFor, purse }: Parts): void {
  for (const assistant of registry.assistants.values()) {
    for (const [tier, model] of assistant.connected) {
      const request: ModelRequest = {
        model: model.model,
        messages: [{ role: 'user', content: 'ping' }],
        tools: [],
        outputTokensMax: 1,
      };
      const paid = {
        ...{ assistant, payer: { assistant: assistant.id }, component: tier, price: model },
        outputTokensMax: request.outputTokensMax,
      };
      components.addProbe(componentIdOf(assistant.id, 'model', tier), () => {
        const vendor = modelFor(model);
        const requestBytes = vendor.requestBytes(request);
        return payFor(purse, { ...paid, requestBytes }, async (onUsage) => {
          const signal = AbortSignal.timeout(probeMs);
          const options = { signal, gapTimeoutMs: probeMs, onText: async () => {} };
          const { usage } = await vendor.complete(request, options);
          if (usage) onUsage(usage);
        });
      });
    }
  }
}

const probeMs = 10_000;
