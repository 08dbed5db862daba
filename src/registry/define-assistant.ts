import type { DataClass } from '../domain/component.ts';
import type { LocalText } from '../domain/local-text.ts';
import type {
  Arrival,
  Door,
  EmbeddingSettings,
  Escalation,
  FixedMessage,
  Guardrails,
  ModelSettings,
} from '../domain/manifest.ts';
import type { Budget } from '../domain/purse/budget.ts';
import type { McpServerDefinition } from './define-mcp.ts';
import type { AnyToolDefinition } from './define-tool.ts';

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
  /**
   * By tier. The one named `large`, else the first, answers where no intent names another; the one named `small`, else
   * the same, makes out what the customer wants. `embedding` turns text into vectors for `knowledge`.
   */
  readonly models: ModelDefinitions;
  /** Here, or with agents. */
  readonly tools?: readonly AnyToolDefinition[];
  readonly agents?: Readonly<Record<string, AgentDefinition>>;
  /** What customers come for, and who takes it. The one named `other`, else the last, is for what fits none. */
  readonly intents?: Readonly<Record<string, IntentDefinition>>;
  /** Folders of Markdown, HTML and PDF. */
  readonly knowledge?: Readonly<Record<string, KnowledgeDefinition>>;
  /** Servers whose tools it uses over the Model Context Protocol, by name. */
  readonly mcp?: Readonly<Record<string, McpServerDefinition>>;
  /** Default: all that there are. */
  readonly guardrails?: Partial<Guardrails>;
  /** Caps on what may be spent. Days are UTC days. Default: none. */
  readonly budget?: Partial<Budget>;
  /** Default: `queue`. */
  readonly arrival?: Arrival;
  readonly door?: Partial<Door>;
  /** Default: 300 ms. */
  readonly settleMs?: number;
  /** Default: a minute. */
  readonly turnDeadlineMs?: number;
  /** Default: a week. */
  readonly idleCloseMs?: number;
  readonly escalation?: Partial<Escalation>;
  /** What is said in the assistant's name without a model. Each has a default in English and German. */
  readonly messages?: { readonly [name in FixedMessage]?: LocalText };
}

/** An AI role within the assistant. */
export interface AgentDefinition {
  /** Added to the assistant's own. */
  readonly instructions?: string;
  readonly tools?: readonly AnyToolDefinition[];
  /** Names among the assistant's `knowledge`. */
  readonly knowledge?: readonly string[];
  /** Servers among the assistant's `mcp`, or single tools as `crm.find_contact`. Default: all of them. */
  readonly mcp?: readonly string[];
  /** What it is there for, told to the agents that may turn to it. Default: the intents that are its own. */
  readonly description?: string;
  /** A name among `models`: who answers where a turn comes to it from another agent. Default: whoever did so far. */
  readonly tier?: string;
  /** Agents that it may give a turn to, with a note. */
  readonly handoffs?: readonly string[];
  /** Agents that it may ask a question while the turn stays its own. */
  readonly consults?: readonly string[];
}

type ModelDefinitions = { readonly embedding?: EmbeddingSettings } & {
  readonly [tier: string]: ModelSettings | EmbeddingSettings | undefined;
};

/** Something that customers come for. */
export interface IntentDefinition {
  readonly description: string;
  /** How customers put it, in whatever languages they write. */
  readonly examples?: readonly string[];
  /** A name among `agents`. */
  readonly agent: string;
  /** A name among `models`; what turns out to be complex goes to `large` anyway. */
  readonly tier: string;
}

/** A folder of documents. */
export interface KnowledgeDefinition {
  /** Relative to the assistant's file. */
  readonly folder: string;
  /** How many passages a question is given. Default: 5. */
  readonly passages?: number;
  /** What it is there for besides its name, by names of yours. */
  readonly capabilities?: readonly string[];
  /** Default: `public`. */
  readonly dataClass?: DataClass;
}
