import type { AssistantSettings } from './manifest.ts';

/**
 * Who is asked, by name, until one answers: the tier itself, each that it falls back on, and whom those fall back on.
 * Nobody comes twice.
 */
export function fallbackChain(models: AssistantSettings['models'], tier: string): string[] {
  const chain: string[] = [];
  const add = (name: string) => {
    if (chain.includes(name) || !Object.hasOwn(models, name)) return;
    chain.push(name);
    for (const next of models[name]?.fallback ?? []) add(next);
  };
  add(tier);
  return chain;
}
