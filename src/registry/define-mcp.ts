import type { DataClass } from '../domain/component.ts';
import type { Proof } from '../domain/message.ts';
import type { Effect } from '../domain/tool.ts';
import type { ApprovalDefinition, PolicyDefinition } from './define-tool.ts';

/** A server that offers tools by streamable HTTP. What it says of itself changes nothing of what is declared here. */
export interface McpServerDefinition extends Declared {
  /** This, or `urlEnv`: the environment variable that holds it. */
  readonly url?: string;
  readonly urlEnv?: string;
  /** The environment variable whose value is sent as `Authorization: Bearer …`. */
  readonly tokenEnv?: string;
  /** Environment variables by the name of the header that carries their value. */
  readonly headersEnv?: Readonly<Record<string, string>>;
  /** All that may be used: names as the server has them, or names with what holds for that tool alone. */
  readonly tools: readonly (string | McpToolDefinition)[];
}

/** One tool of a server. */
export interface McpToolDefinition extends Declared {
  readonly name: string;
  /** Told to models instead of what the server says. */
  readonly description?: string;
  /** What makes two calls the same effect. Default: a hash of the arguments, within one case. */
  effectKey?(args: Record<string, unknown>): string;
  /** What it is good for, by which tasks find it. Default: its name as models have it. */
  readonly capabilities?: readonly string[];
}

/** What holds for a tool, or for all of a server that don't say otherwise. */
interface Declared {
  readonly effect?: Effect;
  /** Default: `claimed`. */
  readonly proof?: Proof;
  readonly approval?: ApprovalDefinition<Record<string, unknown>>;
  readonly policy?: PolicyDefinition;
  /** Default: `personal`. */
  readonly dataClass?: DataClass;
}
