import type { ApprovalPolicy } from './approval.ts';
import type { LocalText } from './local-text.ts';
import type { Proof } from './message.ts';
import type { JsonSchema } from './model.ts';
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
  /** The agent that every turn is routed to. */
  readonly agent: string;
  readonly models: Readonly<Record<string, ModelSettings>>;
  /** The name, in `models`, of the one that every turn uses. */
  readonly model: string;
  readonly arrival: Arrival;
  readonly door: Door;
  /** How long a turn waits for the customer's next message before it opens. */
  readonly settleMs: number;
  readonly turnDeadlineMs: number;
  /** Quiet that ends a case. */
  readonly idleCloseMs: number;
  readonly escalation: { readonly message: LocalText };
  readonly messages: Readonly<Record<FixedMessage, LocalText>>;
}

/** What becomes of messages that come while a turn runs: they wait for the next, or they end this one. */
export type Arrival = 'queue' | 'interrupt';

/** How much one visitor may ask of an assistant. */
export interface Door {
  readonly answersPer10s: number;
  readonly messagesPerMinute: number;
  readonly machineMailPerHour: number;
}

export const fixedMessages = [
  'waitingForApproval',
  'degraded',
  'apology',
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
}

/** A tool as plain data. */
export interface ToolManifest {
  readonly name: string;
  readonly description: string;
  readonly effect: Effect;
  readonly proof: Proof;
  readonly policy: CallPolicy;
  readonly approval?: ApprovalRule;
  /** Whether its author names what makes two calls the same effect. */
  readonly hasEffectKey: boolean;
  /** Whether it can find out what became of a call whose outcome is unknown. */
  readonly canReconcile: boolean;
  readonly inputSchema: JsonSchema;
  readonly outputSchema: JsonSchema;
}

/** When a tool's calls need an approval, and which. */
export interface ApprovalRule extends ApprovalPolicy {
  readonly quorum: number;
  /** Whether every call needs one; otherwise its author's rule says which. */
  readonly always: boolean;
}
