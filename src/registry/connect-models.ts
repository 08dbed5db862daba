import { fallbackChain } from '../domain/fallback-chain.ts';
import type { AssistantSettings } from '../domain/manifest.ts';
import type { ConnectedEmbedding, ConnectedModel, Env, VendorAccess } from './assistant.ts';
import type { Mistake } from './mistake.ts';

/** The models of an assistant with addresses and keys from the environment; and what is missing or wrong there. */
export interface Connected {
  readonly connected: ReadonlyMap<string, ConnectedModel>;
  readonly understandingTier: string;
  readonly embedder?: ConnectedEmbedding;
  readonly mistakes: readonly Mistake[];
}

/** Connects the models that turns use; what no turn uses needs nothing of the environment. */
export function connectModels(file: string, settings: AssistantSettings, env: Env): Connected {
  const mistakes: Mistake[] = [];
  const connect = <Named extends NamesVendor>(name: string, model: Named): Named & VendorAccess => {
    const access = accessOf(model, env);
    const demand = (field: string, expected: string) =>
      mistakes.push({ file, field: `models.${name}.${field}`, expected });
    const { baseUrlEnv, apiKeyEnv } = model;
    if (baseUrlEnv && !isHttpUrl(access.baseUrl))
      demand('baseUrlEnv', `expected ${baseUrlEnv} to be set to an http(s) URL`);
    if (apiKeyEnv && !access.apiKey) demand('apiKeyEnv', `expected ${apiKeyEnv} to be set`);
    return { ...model, ...access };
  };
  const models = Object.entries(settings.models).filter(([name]) => tiersInUse(settings).has(name));
  const connected = new Map(models.map(([name, model]) => [name, connect(name, model)]));
  const embedder = settings.embedding && connect('embedding', settings.embedding);
  const understandingTier = understandingTierOf(settings);
  return { connected, understandingTier, mistakes, ...(embedder && { embedder }) };
}

interface NamesVendor {
  readonly baseUrlEnv?: string;
  readonly apiKeyEnv?: string;
}

const understandingTierOf = ({ models, tier }: Pick<AssistantSettings, 'models' | 'tier'>) =>
  Object.hasOwn(models, 'small') ? 'small' : tier;

function tiersInUse(settings: AssistantSettings): ReadonlySet<string> {
  const routed = Object.values(settings.intents).map(({ tier }) => tier);
  const asked = [settings.tier, understandingTierOf(settings), ...routed];
  return new Set(asked.flatMap((tier) => fallbackChain(settings.models, tier)));
}

function accessOf({ baseUrlEnv, apiKeyEnv }: NamesVendor, env: Env): VendorAccess {
  const baseUrl = baseUrlEnv ? env[baseUrlEnv] : undefined;
  const apiKey = apiKeyEnv ? env[apiKeyEnv] : undefined;
  return { ...(baseUrl && { baseUrl }), ...(apiKey && { apiKey }) };
}

const isHttpUrl = (text: string | undefined) => /^https?:$/.test(URL.parse(text ?? '')?.protocol ?? '');
