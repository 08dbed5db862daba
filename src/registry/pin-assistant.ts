import type { Manifest } from '../domain/manifest.ts';
import type { Assistant, Env } from './assistant.ts';
import { connectModels } from './connect-models.ts';
import { pinServers } from './mcp/pin-servers.ts';
import type { Tool } from './tool.ts';

/**
 * The assistant as a manifest has it: its settings are the manifest's, its functions and secrets those of this process.
 * Undefined functions are those of tools that this build no longer has, and models whose environment is gone.
 */
export function pinAssistant(manifest: Manifest, live: Assistant | undefined, env: Env): Assistant {
  const { hash: _, tools: written, ...settings } = manifest;
  const { mistakes, connected, ...models } = connectModels('manifest', settings, env);
  // Without its own address a model would be asked at somebody else's.
  const lacking = mistakes.map(({ field }) => field.split('.')[1]);
  const tools = written.flatMap((tool): [string, Tool][] => {
    const functions = live?.tools.get(tool.name);
    return functions ? [[tool.name, { ...functions, ...tool }]] : [];
  });
  return Object.freeze({
    ...settings,
    ...models,
    connected: new Map([...connected].filter(([tier]) => !lacking.includes(tier))),
    tools: new Map(tools),
    mcpServers: pinServers(settings.mcp, live?.mcpServers),
    gone: written.map(({ name }) => name).filter((name) => !live?.tools.has(name)),
    manifest,
  });
}
