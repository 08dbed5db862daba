import { z } from 'zod';
import type { Registry } from '../../src/registry/assistant.ts';
import { type AssistantDefinition, defineTool } from '../../src/registry/baton.ts';
import { testRegistry } from '../support/test-registry.ts';

const lookUp = defineTool({
  name: 'look_up',
  description: 'Looks something up.',
  input: z.object({ what: z.string() }),
  output: z.object({ found: z.string() }),
  effect: 'read',
  policy: { timeoutMs: 1_000 },
  run: async ({ what }) => ({ found: what }),
});

/** One assistant that lets messages queue, and one that starts over when another comes. */
export function seamRegistry(modelUrl: string): Registry {
  const shared: Partial<AssistantDefinition> = {
    tools: [lookUp],
    settleMs: 20,
    door: { answersPer10s: 100 },
  };
  const desk = testRegistry({ ...shared, id: 'desk' }, modelUrl);
  const hasty = testRegistry({ ...shared, id: 'hasty', arrival: 'interrupt' }, modelUrl);
  const assistants = new Map([...desk.assistants, ...hasty.assistants]);
  return {
    assistants,
    default: desk.default,
    manifest: (id) => (assistants.get(id) ?? desk.default).manifest,
    pin: (manifest) => (manifest.id === 'hasty' ? hasty : desk).pin(manifest),
  };
}
