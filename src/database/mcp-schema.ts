import type { ColumnType, Generated } from 'kysely';
import type { McpToolWords } from '../domain/mcp.ts';

/** A tool of an MCP server as it is pinned for one version of an assistant. */
export interface McpToolsTable {
  assistant: string;
  version: string;
  server: string;
  tool: string;
  words: ColumnType<McpToolWords, string, string>;
  hash: string;
  first_seen_at: Generated<Date>;
  accepted_by: string | null;
  accepted_at: Date | null;
  /** What its server offers instead since `offered_at`; null: what is pinned, or nothing since `gone_at`. */
  offered_words: ColumnType<McpToolWords | null, string | null | undefined, string | null>;
  offered_hash: string | null;
  offered_at: Date | null;
  gone_at: Date | null;
}
