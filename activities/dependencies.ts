import type { Approvals } from '../src/database/approvals.ts';
import type { AuditEntry } from '../src/database/audit.ts';
import type { Brief } from '../src/database/brief.ts';
import type { Callbacks } from '../src/database/callbacks.ts';
import type { Cases } from '../src/database/cases.ts';
import type { Control } from '../src/database/control.ts';
import type { Conversations } from '../src/database/conversations.ts';
import type { Drafts } from '../src/database/drafts.ts';
import type { Effects } from '../src/database/effects.ts';
import type { Events } from '../src/database/events.ts';
import type { FollowUps } from '../src/database/follow-ups.ts';
import type { Handoffs } from '../src/database/handoffs.ts';
import type { Memory } from '../src/database/memory.ts';
import type { Messages } from '../src/database/messages.ts';
import type { WaitedForModels, WaitForModels } from '../src/database/outages.ts';
import type { Pauses } from '../src/database/pauses.ts';
import type { Plans } from '../src/database/plans.ts';
import type { Purse } from '../src/database/purse.ts';
import type { Standing } from '../src/database/standing.ts';
import type { Steps } from '../src/database/steps.ts';
import type { Suggestions } from '../src/database/suggestions.ts';
import type { Threads } from '../src/database/threads.ts';
import type { ToolCalls } from '../src/database/tool-calls.ts';
import type { TurnPassages } from '../src/database/turn-passages.ts';
import type { Turns } from '../src/database/turns.ts';
import type { Agenda } from '../src/domain/agenda.ts';
import type { Components } from '../src/domain/component.ts';
import type { KeptPassages } from '../src/domain/kept-passages.ts';
import type { Knowledge } from '../src/domain/knowledge.ts';
import type { ChatModel } from '../src/domain/model.ts';
import type { Operator } from '../src/domain/operator.ts';
import type { Assistant, VendorAccess } from '../src/registry/assistant.ts';
import type { Tool } from '../src/registry/tool.ts';

/** What activities are made of; the composition root brings it. */
export interface Dependencies {
  readonly messages: Pick<Messages, 'accept' | 'forTurn' | 'last'>;
  readonly conversations: Pick<Conversations, 'get' | 'guidance' | 'language'>;
  readonly turns: Turns;
  readonly turnPassages: TurnPassages;
  readonly knowledge: Knowledge;
  readonly keptPassages: KeptPassages;
  readonly components: Components;
  readonly pauses: Pick<Pauses, 'of'>;
  readonly cases: Cases;
  readonly memory: Memory;
  readonly events: Pick<Events, 'record' | 'ofTurns'>;
  readonly followUps: FollowUps;
  readonly readAgenda: (conversationId: string) => Promise<Omit<Agenda, 'mustSummarise'>>;
  readonly handoffs: Handoffs;
  readonly drafts: Pick<Drafts, 'begin' | 'release'>;
  readonly toolCalls: ToolCalls;
  readonly threads: Threads;
  readonly plans: Plans;
  readonly approvals: Approvals;
  readonly effects: Effects;
  readonly callbacks: Callbacks;
  /** How others reach the HTTP service; undefined while it isn't known yet, null where it never will be. */
  readonly publicUrl: () => string | undefined | null;
  readonly steps: Steps;
  readonly control: Control;
  readonly waitForModels: (request: WaitForModels) => Promise<WaitedForModels>;
  /** What operators are told when they take over. */
  readonly brief: (conversationId: string) => Promise<Brief | undefined>;
  readonly suggestions: Pick<Suggestions, 'find' | 'save'>;
  readonly loadStanding: (conversationId: string) => Promise<Standing>;
  readonly findOperator: (id: string) => Promise<Operator | undefined>;
  readonly audit: (entry: AuditEntry) => Promise<void>;
  /** Undefined when it was taken out of the configuration while its conversations live. */
  readonly findAssistant: (id: string) => Assistant | undefined;
  /** As the manifest of this hash has it; undefined: nobody knows that manifest. */
  readonly findPinned: (manifestHash: string) => Promise<Assistant | undefined>;
  /** The tools that it has from MCP servers at the moment. */
  readonly mcpTools: (assistant: Assistant) => Promise<readonly Tool[]>;
  /** Whether the namespace lets conversations carry search attributes. */
  readonly hasSearchAttributes: boolean;
  readonly purse: Purse;
  readonly modelFor: (model: VendorAccess) => ChatModel;
  /** The language of these texts, newest first, as a BCP 47 tag; undefined when they don't tell. */
  readonly detectLanguage: (texts: readonly string[], kept?: string) => string | undefined;
  /** What must never be said: keys and passwords of this process. */
  readonly secrets: readonly string[];
  /** SHA-256 of the canonical JSON, hex. */
  readonly hashOf: (value: unknown) => string;
  readonly log: Log;
}

export interface Log {
  debug(details: object, text: string): void;
  info(details: object, text: string): void;
  warn(details: object, text: string): void;
  error(details: object, text: string): void;
}
