import type { ApprovalPolicy } from './approval.ts';
import type { BusinessHours } from './business-hours.ts';
import type { DataClass } from './component.ts';
import type { LocalText } from './local-text.ts';
import type { McpServerSettings } from './mcp.ts';
import type { Proof } from './message.ts';
import type { JsonSchema } from './model.ts';
import type { AdapterName } from './plan/adapters/adapters.ts';
import type { Budget } from './purse/budget.ts';
import type { CallPolicy, Effect } from './tool.ts';

/** One assistant as plain data: everything that its author wrote but the functions. */
export interface Manifest extends AssistantSettings {
  /** SHA-256 of the rest in canonical JSON, hex. A turn names it, so that one knows what it ran under. */
  readonly hash: string;
  readonly tools: readonly ToolManifest[];
}

/** What a business configures of an assistant, with every default filled in. */
export interface AssistantSettings {
  readonly id: string;
  /** What the assistant calls itself to customers. */
  readonly name: string;
  readonly version: string;
  readonly instructions: string;
  /** By name. The first takes what no intent routes elsewhere. */
  readonly agents: Readonly<Record<string, AgentSettings>>;
  /** What customers come for, by name; empty: every turn goes to the first agent. */
  readonly intents: Readonly<Record<string, IntentSettings>>;
  readonly models: Readonly<Record<string, ModelSettings>>;
  /** The name, in `models`, of the one that answers where no intent names another. */
  readonly tier: string;
  readonly embedding?: EmbeddingSettings;
  /** What the business has written down, by name. */
  readonly knowledge: Readonly<Record<string, KnowledgeSettings>>;
  /** Servers whose tools it uses over the Model Context Protocol, by name. */
  readonly mcp: Readonly<Record<string, McpServerSettings>>;
  readonly guardrails: Guardrails;
  /** Absent: nothing is capped. */
  readonly budget?: Budget;
  readonly arrival: Arrival;
  readonly door: Door;
  /** How long a turn waits for the customer's next message before it opens. */
  readonly settleMs: number;
  readonly turnDeadlineMs: number;
  /** Quiet that ends a case. */
  readonly idleCloseMs: number;
  readonly escalation: Escalation;
  readonly messages: Readonly<Record<FixedMessage, LocalText>>;
}

/** An AI role within the assistant. */
export interface AgentSettings {
  /** Added to the assistant's own. */
  readonly instructions: string;
  /** Names of its tools, those of MCP servers too. */
  readonly tools: readonly string[];
  /** Names of what it may look things up in. */
  readonly knowledge: readonly string[];
  /** What it is there for, told to the agents that may turn to it. */
  readonly description?: string;
  /** A name in `models`: who answers where a turn comes to it from another agent. Absent: whoever did so far. */
  readonly tier?: string;
  /** The agents that it may give a turn to. */
  readonly handoffs: readonly string[];
  /** The agents that it may ask while a turn stays its own. */
  readonly consults: readonly string[];
}

/** Something that customers come for, and who takes it. */
export interface IntentSettings {
  readonly description: string;
  /** How customers put it. */
  readonly examples: readonly string[];
  readonly agent: string;
  /** A name in `models`. */
  readonly tier: string;
}

/** A folder of documents. */
export interface KnowledgeSettings {
  /** As its author wrote it: relative to the assistant's file. */
  readonly folder: string;
  /** How many passages a question is given. */
  readonly passages: number;
  /** What it is there for besides its name. */
  readonly capabilities: readonly string[];
  readonly dataClass: DataClass;
}

/** A model that turns text into vectors. */
export interface EmbeddingSettings {
  readonly model: string;
  readonly priceMicroUsdPerMillionTokens?: { readonly input: number };
  readonly dimensions: number;
  readonly baseUrlEnv?: string;
  readonly apiKeyEnv?: string;
}

/** Which checks stand at the way in and the way out. */
export interface Guardrails {
  readonly input: readonly InputGuardrail[];
  readonly output: readonly OutputGuardrail[];
  /** What passes a check that fails itself: `open` everything, `closed` nothing. Default: `whenFailing`. */
  readonly whenFailing?: { readonly [name in Guardrail]?: Failing };
}

export const failings = ['open', 'closed'] as const;
export type Failing = (typeof failings)[number];
export type Guardrail = InputGuardrail | OutputGuardrail;

/** As declared; else a customer is heard unchecked, and an assistant says nothing unchecked. */
export const whenFailing = (guardrails: Guardrails, name: Guardrail): Failing =>
  guardrails.whenFailing?.[name] ?? (isAtTheWayOut(name) ? 'closed' : 'open');

const isAtTheWayOut = (name: Guardrail) => (outputGuardrails as readonly string[]).includes(name);

export const inputGuardrails = ['injection-signals'] as const;
export type InputGuardrail = (typeof inputGuardrails)[number];

export const outputGuardrails = ['no-secrets', 'no-foreign-data'] as const;
export type OutputGuardrail = (typeof outputGuardrails)[number];

/** When a person is needed, and what the customer is told then; `{by}` in it is when they are answered at the latest. */
export interface Escalation {
  readonly message: LocalText;
  /** Whether asking for a person is enough. */
  readonly whenAsked: boolean;
  /** After so many messages in a row that nobody could make out. */
  readonly lowConfidenceTimes: number;
  /** When people are there; absent: always. */
  readonly hours?: BusinessHours;
  /** Open time within which a person answers. */
  readonly firstAnswerMs?: number;
  /** How long messages wait for a model when none can be reached, before a person is needed. Absent in older manifests. */
  readonly outageWaitMs?: number;
  /** What the customer is told instead while nobody is there; `{opens}` is the next opening. */
  readonly outsideHours: LocalText;
}

export const outageWaitMsDefault = 600_000;

export const arrivals = ['queue', 'steer', 'interrupt'] as const;
/** What becomes of messages that come while a turn runs: they wait for the next, join this one, or end it. */
export type Arrival = (typeof arrivals)[number];

/** How much one visitor may ask of an assistant. */
export interface Door {
  readonly answersPer10s: number;
  readonly messagesPerMinute: number;
  /** New anonymous visitors from one network address. */
  readonly sessionsPerMinute: number;
  readonly machineMailPerHour: number;
}

export const fixedMessages = [
  'waitingForApproval',
  'degraded',
  'outage',
  'apology',
  'stillOpen',
  'takenOver',
  'handedBack',
  'closed',
] as const;
/** What the product itself says to a customer, in the assistant's words. */
export type FixedMessage = (typeof fixedMessages)[number];

/** A model and its limits. Addresses and keys are named by their environment variable, never held. */
export interface ModelSettings {
  readonly model: string;
  readonly contextTokens: number;
  readonly outputTokensMax: number;
  readonly priceMicroUsdPerMillionTokens?: { readonly input: number; readonly output: number };
  readonly baseUrlEnv?: string;
  readonly apiKeyEnv?: string;
  /** Calls a second, of all workers together. */
  readonly ratePerSecond?: number;
  /** Calls at once, of each worker. */
  readonly concurrency?: number;
  /** Names, in `models`, of who is asked next when this one can't answer, in that order. */
  readonly fallback?: readonly string[];
}

/** A tool as plain data. */
export interface ToolManifest {
  readonly name: string;
  readonly description: string;
  readonly effect: Effect;
  readonly proof: Proof;
  /** What it can do: one of an agent's tools with the same stands in for another that is not well. */
  readonly capabilities: readonly string[];
  readonly dataClass: DataClass;
  readonly policy: CallPolicy;
  readonly approval?: ApprovalRule;
  /** Set when a call only starts work, whose end is told by a callback within so many ms. */
  readonly completes?: 'callback';
  readonly callbackWithinMs?: number;
  /** Whether its author names what makes two calls the same effect. */
  readonly hasEffectKey: boolean;
  /** Whether it can find out what became of a call whose outcome is unknown. */
  readonly canReconcile: boolean;
  /** Which conversion each input takes from what another task found. */
  readonly adapters?: Readonly<Record<string, AdapterName>>;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
}

/** When a tool's calls need an approval, and which. */
export interface ApprovalRule extends ApprovalPolicy {
  readonly quorum: number;
  /** Whether every call needs one; otherwise its author's rule says which. */
  readonly always: boolean;
}
