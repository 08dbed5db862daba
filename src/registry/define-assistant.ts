import type { LocalText } from '../domain/local-text.ts';
import type { Arrival, Door, FixedMessage, ModelSettings } from '../domain/manifest.ts';
import type { ToolDefinition } from './define-tool.ts';

/** Gives an assistant its types. It is checked when its folder is loaded. */
export function defineAssistant(definition: AssistantDefinition): AssistantDefinition {
  return definition;
}

/** What a business writes: the default export of `assistant.ts`. */
export interface AssistantDefinition {
  readonly id: string;
  /** What the assistant calls itself. */
  readonly name: string;
  /** Yours to choose; change it when you change what the assistant does. */
  readonly version: string;
  readonly instructions: string;
  /** The one named `large` answers; without it, the first. */
  readonly models: Readonly<Record<string, ModelSettings>>;
  /** Here, or with the one agent. */
  readonly tools?: readonly ToolDefinition[];
  readonly agents?: Readonly<Record<string, AgentDefinition>>;
  /** Default: `queue`. */
  readonly arrival?: Arrival;
  readonly door?: Partial<Door>;
  /** Default: 300 ms. */
  readonly settleMs?: number;
  /** Default: a minute. */
  readonly turnDeadlineMs?: number;
  /** Default: a week. */
  readonly idleCloseMs?: number;
  readonly escalation?: { readonly message?: LocalText };
  /** What is said in the assistant's name without a model. Each has a default in English and German. */
  readonly messages?: { readonly [name in FixedMessage]?: LocalText };
}

/** An AI role within the assistant. */
export interface AgentDefinition {
  /** Added to the assistant's own. */
  readonly instructions?: string;
  readonly tools?: readonly ToolDefinition[];
}
