import type { ChatModel } from '../domain/model.ts';
import { createChatModel } from '../providers/chat-model.ts';
import { startDemoModel } from '../providers/demo-model/demo-model.ts';
import type { Assistant, Registry } from '../registry/assistant.ts';
import type { Scene } from './scene.ts';

/** Which model answers for an assistant. */
export interface ModelPart {
  readonly modelFor: (assistant: Assistant) => ChatModel;
  /** Whether rules answer for some assistant, for want of a key. */
  readonly isDemo: boolean;
}

interface Vendor {
  readonly baseUrl?: string | undefined;
  readonly apiKey: string;
}

export async function bringUpModels(scene: Scene, registry: Registry): Promise<ModelPart> {
  const { config, log } = scene;
  const isDemo = config.openai === undefined && [...registry.assistants.values()].some(namesNoVendor);
  const common: Vendor | undefined = isDemo ? await bringUpDemo(scene) : config.openai;
  const models = new Map<string, ChatModel>();
  const modelFor = (assistant: Assistant) => {
    const known = models.get(assistant.id);
    if (known) return known;
    const model = createChatModel({ ...vendorOf(assistant, common), log });
    models.set(assistant.id, model);
    return model;
  };
  return { modelFor, isDemo };
}

const namesNoVendor = ({ answeringModel: { baseUrl, apiKey } }: Assistant) =>
  baseUrl === undefined && apiKey === undefined;

/** A server that an assistant names itself is never given the key that was meant for another. */
function vendorOf({ answeringModel: { baseUrl, apiKey } }: Assistant, common: Vendor | undefined): Vendor {
  if (baseUrl !== undefined) return { baseUrl, apiKey: apiKey ?? 'none' };
  if (apiKey !== undefined) return { apiKey };
  if (common) return common;
  throw new Error('no model was brought up for this assistant');
}

async function bringUpDemo({ lifecycle }: Scene): Promise<Vendor> {
  const demo = await lifecycle.bringUp({
    name: 'demo model',
    begin: () => startDemoModel(),
    end: (running) => running.stop(),
    endWithinMs: 300,
  });
  return { baseUrl: demo.baseUrl, apiKey: 'demo' };
}
