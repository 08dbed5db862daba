import type { OpenComponents } from '../components/components.ts';
import { componentIdOf } from '../domain/component.ts';
import type { ChatModel } from '../domain/model.ts';
import type { Registry, VendorAccess } from '../registry/assistant.ts';

/** Has models that are down tried by the shortest question there is, so that no customer has to wait for them. */
export function addModelProbes(
  components: Pick<OpenComponents, 'addProbe'>,
  registry: Registry,
  modelFor: (model: VendorAccess) => ChatModel,
): void {
  for (const { id, connected } of registry.assistants.values()) {
    for (const [tier, model] of connected) {
      components.addProbe(componentIdOf(id, 'model', tier), () =>
        modelFor(model).complete(
          {
            model: model.model,
            messages: [{ role: 'user', content: 'ping' }],
            tools: [],
            outputTokensMax: 1,
          },
          { signal: AbortSignal.timeout(probeMs), gapTimeoutMs: probeMs, onText: async () => {} },
        ),
      );
    }
  }
}

const probeMs = 10_000;
