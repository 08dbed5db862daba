import type { CheckedMcpTool } from './mcp-shape.ts';

/** A server with its address and keys from the environment. Holds secrets: never log it, never store it. */
export interface McpServer {
  /** As its assistant names it. */
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** All that its assistant allows, by their names at the server. */
  readonly tools: ReadonlyMap<string, CheckedMcpTool>;
}
