import type { ComponentRows } from '../database/components.ts';
import type { Incident } from '../domain/incident.ts';
import type { Registry } from '../registry/assistant.ts';
import { registryForHttp } from './registry-for-http.ts';

/** Closes the incidents of components that are no longer configured: nothing would ever tell that they are well again. */
export async function retireGone(
  rows: Pick<ComponentRows, 'unwell' | 'recover'>,
  registry: Registry,
  onClosed: (incident: Incident) => void,
): Promise<void> {
  const { components, mcpTools } = registryForHttp(registry, { channels: [], monitors: [] });
  const known = new Set([...components.map(({ id }) => id), ...mcpTools.map(({ component }) => component)]);
  for (const id of await rows.unwell()) {
    if (known.has(id)) continue;
    const closed = await rows.recover(id, 'it is no longer configured');
    if (closed) onClosed(closed);
  }
}
