import type { Registry } from '../../src/registry/assistant.ts';
import { assistantShape } from '../../src/registry/assistant-shape.ts';
import type { AssistantDefinition } from '../../src/registry/baton.ts';
import { buildAssistant } from '../../src/registry/build-assistant.ts';
import { pinAssistant } from '../../src/registry/pin-assistant.ts';

/** A registry of one assistant made at run time, its model at the given address. */
export function testRegistry(definition: Partial<AssistantDefinition>, modelUrl: string): Registry {
  const env = { MODEL_URL: modelUrl, MODEL_KEY: 'test-key' };
  const whole = {
    id: 'desk',
    name: 'Ada',
    version: '1',
    instructions: 'Help.',
    models: {
      large: {
        model: 'stand-in',
        contextTokens: 32_000,
        outputTokensMax: 1_000,
        priceMicroUsdPerMillionTokens: { input: 1_000_000, output: 2_000_000 },
        baseUrlEnv: 'MODEL_URL',
        apiKeyEnv: 'MODEL_KEY',
      },
    },
    settleMs: 20,
    ...definition,
  };
  const assistant = buildAssistant('test', assistantShape.parse(whole), env);
  return {
    assistants: new Map([[assistant.id, assistant]]),
    default: assistant,
    manifest: () => assistant.manifest,
    pin: (manifest) => pinAssistant(manifest, assistant, env),
  };
}
