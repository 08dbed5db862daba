import type { McpPin } from '../../domain/mcp.ts';
import type { Assistant } from '../assistant.ts';
import { withQueue } from '../queue-limits.ts';
import type { Tool } from '../tool.ts';
import type { McpConnection } from './mcp-connection.ts';
import { mcpTool } from './mcp-tool.ts';

/** The tools that an assistant has from MCP servers at the moment. */
export type McpTools = (assistant: Assistant) => Promise<readonly Tool[]>;

interface Parts {
  readonly pins: { of(assistant: string, version: string): Promise<readonly McpPin[]> };
  readonly connectionTo: (assistant: string, server: string) => Pick<McpConnection, 'call'> | undefined;
}

/** Reads the pins for each use, so that an accepted change holds for every process at once. */
export function createMcpTools({ pins, connectionTo }: Parts): McpTools {
  // Building one compiles its schemas, and models are asked often.
  const built = new WeakMap<object, { readonly hash: string; readonly tool: Tool }>();

  function toolOf(assistant: Assistant, pin: McpPin): Tool[] {
    const declared = assistant.mcpServers.get(pin.server)?.tools.get(pin.tool);
    const connection = connectionTo(assistant.id, pin.server);
    if (!declared || !connection) return [];
    const before = built.get(declared);
    const tool =
      before?.hash === pin.hash ? before.tool : withQueue(assistant.id, mcpTool(declared, pin, connection));
    built.set(declared, { hash: pin.hash, tool });
    return [tool];
  }

  return async (assistant) => {
    if (assistant.mcpServers.size === 0) return [];
    const found = await pins.of(assistant.id, assistant.version);
    return found.flatMap((pin) => toolOf(assistant, pin));
  };
}
