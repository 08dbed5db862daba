import type { AssistantSettings, EmbeddingSettings, Manifest, ModelSettings } from '../domain/manifest.ts';
import type { McpServer } from './mcp/mcp-server.ts';
import type { Tool } from './tool.ts';

/** A loaded assistant: its settings with the folders of its knowledge as absolute paths, its tools, its models. */
export interface Assistant extends AssistantSettings {
  /** Of all its agents. */
  readonly tools: ReadonlyMap<string, Tool>;
  /** Where it has more tools from; what those are, is known once their schemas are. */
  readonly mcpServers: ReadonlyMap<string, McpServer>;
  /** The models that turns use, by tier. */
  readonly connected: ReadonlyMap<string, ConnectedModel>;
  /** The tier that makes out what the customer wants. */
  readonly understandingTier: string;
  readonly embedder?: ConnectedEmbedding;
  readonly manifest: Manifest;
  /** Tools that its manifest names and this build no longer has: only of one that is pinned to an earlier manifest. */
  readonly gone?: readonly string[];
}

/** Where a vendor is and how to be let in. Holds a secret: never log it, never store it. */
export interface VendorAccess {
  /** Absent: where `OPENAI_BASE_URL` says. */
  readonly baseUrl?: string;
  /** Absent: `OPENAI_API_KEY`. */
  readonly apiKey?: string;
}

/** A model with its address and key resolved. */
export interface ConnectedModel extends ModelSettings, VendorAccess {}

/** An embedding model with its address and key resolved. */
export interface ConnectedEmbedding extends EmbeddingSettings, VendorAccess {}

/** Every assistant that this process serves. */
export interface Registry {
  readonly assistants: ReadonlyMap<string, Assistant>;
  /** Serves a chat that names none: `DEFAULT_ASSISTANT`, else `shop` if present, else the first by name. */
  readonly default: Assistant;
  /** Throws when no assistant has that id (one that was removed while its conversations live). */
  manifest(assistantId: string): Manifest;
  /** The assistant as that manifest has it, with this process's functions and secrets. */
  pin(manifest: Manifest): Assistant;
}

/** The environment, or as much of it as a test needs. */
export type Env = Readonly<Record<string, string | undefined>>;
