import type { OpenComponents } from '../components/components.ts';
import { createMcpPins } from '../database/mcp-tools.ts';
import type { Database } from '../database/open-database.ts';
import type { Registry } from '../registry/assistant.ts';
import type { McpTools } from '../registry/mcp/mcp-tools.ts';
import type { Scene } from './scene.ts';

interface Parts {
  readonly db: Database;
  readonly registry: Registry;
  readonly components: OpenComponents;
  /** Whether this process looks at what the servers offer; else it only reads what was found. */
  readonly watches: boolean;
}

/** Where assistants' tools of MCP servers come from. Servers that are down hold nobody up. */
export async function bringUpMcp(
  { lifecycle, log }: Scene,
  { db, registry, components, watches }: Parts,
): Promise<McpTools> {
  const assistants = [...registry.assistants.values()].filter(({ mcpServers }) => mcpServers.size > 0);
  if (assistants.length === 0) return async () => [];
  const parts = { components, watches, log };
  // The client is large, and most have no use for it.
  const { startMcp } = await import('../registry/mcp/start-mcp.ts');
  const { tools } = await lifecycle.bringUp({
    name: 'MCP servers',
    begin: async () => startMcp({ assistants, ...parts, pins: createMcpPins(db), status: components }),
    end: (running) => running.stop(),
    endWithinMs: 1_000,
  });
  return tools;
}
