import type { McpChange } from '../../domain/mcp.ts';
import type { McpConnection } from './mcp-connection.ts';
import type { McpServer } from './mcp-server.ts';
import { type OfferedTool, offeredTool } from './offered-tool.ts';

/** One server that is looked after. */
export interface Watched {
  readonly assistant: string;
  readonly version: string;
  readonly server: McpServer;
  readonly connection: Pick<McpConnection, 'list'>;
}

/** Keeps what is offered, and says what no process knew before. */
export type NoteOffers = (
  of: { readonly assistant: string; readonly version: string; readonly server: string },
  allowed: readonly string[],
  offered: readonly OfferedTool[],
) => Promise<readonly McpChange[]>;

/** What a look at a server came to. */
export interface Found {
  readonly changes: readonly McpChange[];
  /** Tools that are wanted and can't be had, with the reason. */
  readonly unusable: ReadonlyMap<string, string>;
}

/** Asks a server for its tools, and keeps those that its assistant allows. */
export async function lookAtServer(watched: Watched, note: NoteOffers, signal: AbortSignal): Promise<Found> {
  const { assistant, version, server, connection } = watched;
  const listed = await connection.list(signal);
  const unusable = new Map<string, string>();
  const allowed = [...server.tools.keys()];
  const offered = allowed.flatMap((name) => {
    const tool = listed.find((one) => one.name === name);
    if (!tool) {
      unusable.set(name, 'the server does not offer it');
      return [];
    }
    try {
      return offeredTool(tool);
    } catch (error) {
      unusable.set(name, error instanceof TypeError ? error.message : 'it could not be read');
      return [];
    }
  });
  const changes = await note({ assistant, version, server: server.name }, allowed, offered);
  return { changes, unusable };
}
