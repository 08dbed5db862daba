import type { AssistantSettings, Manifest, ModelSettings } from '../domain/manifest.ts';
import type { Tool } from './tool.ts';

/** A loaded assistant: its settings, its tools, and the model that answers. */
export interface Assistant extends AssistantSettings {
  readonly tools: ReadonlyMap<string, Tool>;
  readonly answeringModel: AnsweringModel;
  readonly manifest: Manifest;
}

/** A model with its address and key resolved. Holds a secret: never log it, never store it. */
export interface AnsweringModel extends ModelSettings {
  /** Absent: where `OPENAI_BASE_URL` says. */
  readonly baseUrl?: string;
  /** Absent: `OPENAI_API_KEY`. */
  readonly apiKey?: string;
}

/** Every assistant that this process serves. */
export interface Registry {
  readonly assistants: ReadonlyMap<string, Assistant>;
  /** Serves a chat that names none: `DEFAULT_ASSISTANT`, else `shop` if present, else the first by name. */
  readonly default: Assistant;
  /** Throws when no assistant has that id (one that was removed while its conversations live). */
  manifest(assistantId: string): Manifest;
}

/** The environment, or as much of it as a test needs. */
export type Env = Readonly<Record<string, string | undefined>>;
