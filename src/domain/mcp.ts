import type { DataClass } from './component.ts';
import type { ApprovalRule } from './manifest.ts';
import type { Proof } from './message.ts';
import type { JsonSchema } from './model.ts';
import type { CallPolicy, Effect } from './tool.ts';

/** A server that offers tools over the Model Context Protocol. Secrets are named by their variable, never held. */
export interface McpServerSettings {
  readonly url?: string;
  readonly urlEnv?: string;
  readonly tokenEnv?: string;
  /** Variables by the name of the header that carries their value. */
  readonly headersEnv: Readonly<Record<string, string>>;
  /** All that may be used of what it offers. */
  readonly tools: readonly McpToolSettings[];
}

/** One of a server's tools, with everything that its server has no say in. */
export interface McpToolSettings {
  /** As its server has it. */
  readonly name: string;
  /** As models and operators see it. */
  readonly as: string;
  /** Stands in for what the server says of it. */
  readonly description?: string;
  readonly effect: Effect;
  readonly proof: Proof;
  readonly policy: CallPolicy;
  readonly approval?: ApprovalRule;
  readonly hasEffectKey: boolean;
  readonly capabilities: readonly string[];
  readonly dataClass: DataClass;
}

/** What a server says of one of its tools, bounded and cleaned. */
export interface McpToolWords {
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly outputSchema?: JsonSchema;
}

/** A tool as it was first seen or last accepted; this is what is used, whatever its server says since. */
export interface McpPin {
  readonly server: string;
  /** As its server has it. */
  readonly tool: string;
  /** SHA-256 of `words` in canonical JSON, hex. */
  readonly hash: string;
  readonly words: McpToolWords;
}

/** How what a server offers differs from what is pinned. */
export type McpChange =
  | { readonly kind: 'pinned' | 'changed'; readonly tool: string; readonly hash: string }
  | { readonly kind: 'gone' | 'as_pinned'; readonly tool: string };
