import type { Database } from '../database/open-database.ts';
import { createPurse } from '../database/purse.ts';
import type { Components } from '../domain/component.ts';
import type { Embedder } from '../domain/embedder.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { type IngestedBase, startIngestion } from '../knowledge/ingest/ingestion.ts';
import { createKnowledge } from '../knowledge/search/knowledge.ts';
import { createEmbedder } from '../providers/embeddings.ts';
import type { Registry } from '../registry/assistant.ts';
import { paidEmbedders } from './paid-embedders.ts';
import type { Scene } from './scene.ts';

/** Takes in what the assistants' folders hold, in the background, and finds things in it. */
export async function bringUpKnowledge(
  scene: Scene,
  { db, registry, components }: { db: Database; registry: Registry; components: Components },
): Promise<Knowledge> {
  const { lifecycle, config, log } = scene;
  const vendors = embeddersOf(registry, config.openai);
  const embedderFor = paidEmbedders({ registry, vendors, components, purse: createPurse(db) });
  for (const { id, embedder } of registry.assistants.values())
    if (embedder && !embedderFor(id))
      log.info({ assistant: id }, 'without a key for its embedding model, knowledge is found by words alone');
  await lifecycle.bringUp({
    name: 'knowledge',
    begin: async () => startIngestion({ db, bases: basesOf(registry), embedderFor, log }),
    end: (running) => running.stop(),
    endWithinMs: 2_000,
  });
  return createKnowledge({ db, embedderFor, log });
}

/** Every folder that an assistant names. */
export const basesOf = (registry: Registry): IngestedBase[] =>
  [...registry.assistants.values()].flatMap(({ id, knowledge }) =>
    Object.entries(knowledge).map(([base, { folder }]) => ({ assistant: id, base, folder })),
  );

/** Each assistant's embedding model; none where nobody has given a key for it. */
export function embeddersOf(
  registry: Registry,
  common: { readonly apiKey: string; readonly baseUrl?: string | undefined } | undefined,
): (assistant: string) => Embedder | undefined {
  const embedders = new Map<string, Embedder>();
  for (const { id, embedder } of registry.assistants.values()) {
    if (!embedder) continue;
    const { model, dimensions, baseUrl, apiKey } = embedder;
    // A server that an assistant names itself is never given the key that was meant for another.
    const vendor =
      baseUrl !== undefined
        ? { baseUrl, apiKey: apiKey ?? 'none' }
        : apiKey !== undefined
          ? { apiKey }
          : common;
    if (vendor) embedders.set(id, createEmbedder({ model, dimensions, ...vendor }));
  }
  return (assistant) => embedders.get(assistant);
}
