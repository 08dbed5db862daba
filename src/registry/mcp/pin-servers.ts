import type { McpServerSettings } from '../../domain/mcp.ts';
import type { McpServer } from './mcp-server.ts';
import type { CheckedMcpTool } from './mcp-shape.ts';

/** The servers as a manifest has them, as far as this process knows their addresses. Manifests from before MCP name none. */
export function pinServers(
  written: Readonly<Record<string, McpServerSettings>> = {},
  live: ReadonlyMap<string, McpServer> = new Map(),
): ReadonlyMap<string, McpServer> {
  return new Map(
    Object.entries(written).flatMap(([name, { tools }]): [string, McpServer][] => {
      const server = live.get(name);
      if (!server) return [];
      const pinned = tools.flatMap(
        ({ approval: _, hasEffectKey: __, ...tool }): [string, CheckedMcpTool][] => {
          const functions = server.tools.get(tool.name);
          return functions ? [[tool.name, { ...functions, ...tool }]] : [];
        },
      );
      return [[name, { ...server, tools: new Map(pinned) }]];
    }),
  );
}
