import type { ChatModel } from '../domain/model.ts';
import { createChatModel } from '../providers/chat-model.ts';
import { startDemoModel } from '../providers/demo-model/demo-model.ts';
import type { Registry, VendorAccess } from '../registry/assistant.ts';
import type { Scene } from './scene.ts';

/** Where models are asked. */
export interface ModelPart {
  readonly modelFor: (model: VendorAccess) => ChatModel;
  /** Whether rules answer for some assistant, for want of a key. */
  readonly isDemo: boolean;
}

interface Vendor {
  readonly baseUrl?: string | undefined;
  readonly apiKey: string;
}

export async function bringUpModels(scene: Scene, registry: Registry): Promise<ModelPart> {
  const { config, log } = scene;
  const isDemo = config.openai === undefined && modelsOf(registry).some(namesNoVendor);
  const common: Vendor | undefined = isDemo ? await bringUpDemo(scene) : config.openai;
  const clients = new Map<string, ChatModel>();
  const modelFor = (access: VendorAccess) => {
    const vendor = vendorOf(access, common);
    const key = JSON.stringify([vendor.baseUrl, vendor.apiKey]);
    const client = clients.get(key) ?? createChatModel({ ...vendor, log });
    clients.set(key, client);
    return client;
  };
  return { modelFor, isDemo };
}

const namesNoVendor = ({ baseUrl, apiKey }: VendorAccess) => baseUrl === undefined && apiKey === undefined;

/** A server that an assistant names itself is never given the key that was meant for another. */
function vendorOf({ baseUrl, apiKey }: VendorAccess, common: Vendor | undefined): Vendor {
  if (baseUrl !== undefined) return { baseUrl, apiKey: apiKey ?? 'none' };
  if (apiKey !== undefined) return { apiKey };
  if (common) return common;
  throw new Error('no vendor was brought up for this model');
}

const modelsOf = ({ assistants }: Registry) =>
  [...assistants.values()].flatMap(({ connected }) => [...connected.values()]);

async function bringUpDemo({ lifecycle }: Scene): Promise<Vendor> {
  const demo = await lifecycle.bringUp({
    name: 'demo model',
    begin: () => startDemoModel(),
    end: (running) => running.stop(),
    endWithinMs: 300,
  });
  return { baseUrl: demo.baseUrl, apiKey: 'demo' };
}
