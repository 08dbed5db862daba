import { type Components, componentIdOf } from '../../domain/component.ts';
import type { McpPin } from '../../domain/mcp.ts';
import { ToolFailure } from '../../domain/tool-failure.ts';
import type { Assistant } from '../assistant.ts';
import type { NoteOffers, Watched } from './look-at-server.ts';
import { type McpConnection, openMcpConnection } from './mcp-connection.ts';
import { createMcpTools, type McpTools } from './mcp-tools.ts';
import { type Watch, watchMcp } from './watch-mcp.ts';

interface McpParts extends Pick<Watch, 'status' | 'log' | 'intervalMs'> {
  readonly assistants: readonly Assistant[];
  /** What is pinned, for all processes. */
  readonly pins: {
    of(assistant: string, version: string): Promise<readonly McpPin[]>;
    readonly note: NoteOffers;
  };
  readonly components: Pick<Components, 'guarded'>;
  /** Whether this process looks at what servers offer. */
  readonly watches: boolean;
}

/** The MCP servers of some assistants, each reached when it is needed. */
export function startMcp({ assistants, pins, components, watches, ...parts }: McpParts): {
  readonly tools: McpTools;
  stop(): Promise<void>;
} {
  const connections = new Map<string, McpConnection>();
  const watched: Watched[] = [];
  for (const { id: assistant, version, mcpServers } of assistants) {
    for (const server of mcpServers.values()) {
      const connection = openMcpConnection(server);
      connections.set(componentIdOf(assistant, 'api', server.name), connection);
      watched.push({ assistant, version, server, connection });
    }
  }
  const watch = watches ? watchMcp({ watched, note: pins.note, ...parts }) : undefined;

  /** Calls stop at the breaker of the server, besides that of the tool: all its tools fail with it. */
  function connectionTo(assistant: string, server: string): Pick<McpConnection, 'call'> | undefined {
    const component = componentIdOf(assistant, 'api', server);
    const connection = connections.get(component);
    if (!connection) return undefined;
    return {
      call: (call) =>
        components.guarded(component, () =>
          connection.call(call).catch((error: unknown) => {
            // Whoever gave it up says why: that may not be the server's fault.
            if (call.signal.aborted) throw call.signal.reason;
            if (!(error instanceof ToolFailure)) watch?.lookSoon(assistant, server);
            throw error;
          }),
        ),
    };
  }

  return {
    tools: createMcpTools({ pins, connectionTo }),
    async stop() {
      await watch?.stop();
      await Promise.all([...connections.values()].map((connection) => connection.close()));
    },
  };
}
