import type { FastifyBaseLogger } from 'fastify';
import type { Accounts } from '../database/accounts.ts';
import type { Approvals } from '../database/approvals.ts';
import type { AuditEntry, ReadAuditEntry } from '../database/audit.ts';
import type { Brief } from '../database/brief.ts';
import type { Callbacks } from '../database/callbacks.ts';
import type { ChatSessions } from '../database/chat-sessions.ts';
import type { Control } from '../database/control.ts';
import type { Conversations } from '../database/conversations.ts';
import type { CustomerCard } from '../database/customer-card.ts';
import type { DecisionLinks } from '../database/decision-links.ts';
import type { DoorCounts } from '../database/door-counts.ts';
import type { Events } from '../database/events.ts';
import type { FollowUps } from '../database/follow-ups.ts';
import type { Inbox } from '../database/inbox.ts';
import type { Incidents } from '../database/incidents.ts';
import type { LoginFailures } from '../database/login-failures.ts';
import type { McpPins } from '../database/mcp-tools.ts';
import type { Messages } from '../database/messages.ts';
import type { Notes } from '../database/notes.ts';
import type { OperatorSessions } from '../database/operator-sessions.ts';
import type { Operators } from '../database/operators.ts';
import type { Pauses } from '../database/pauses.ts';
import type { Purse } from '../database/purse.ts';
import type { Suggestions } from '../database/suggestions.ts';
import type { Turns } from '../database/turns.ts';
import type { Decision } from '../domain/approval.ts';
import type { ComponentDescription, Components } from '../domain/component.ts';
import type { OutsideEvent } from '../domain/event.ts';
import type { Hint } from '../domain/hint.ts';
import type { LocalText } from '../domain/local-text.ts';
import type { AssistantSettings } from '../domain/manifest.ts';
import type { ChannelName } from '../domain/message.ts';
import type { Role } from '../domain/operator.ts';
import type { SuggestionOutcome, SuggestionRequest } from '../domain/suggestion.ts';

/** What the HTTP service is made of; the composition root brings it. */
export interface Dependencies {
  readonly settings: HttpSettings;
  readonly log: FastifyBaseLogger;
  readonly rows: Rows;
  readonly bus: Bus;
  readonly doorbell: Doorbell;
  /** Has a draft written for an operator, and waits for it. */
  readonly suggest: (wish: SuggestionRequest & { readonly assistant: string }) => Promise<SuggestionOutcome>;
  readonly assistants: Assistants;
  readonly registry: Registered;
  readonly components: Pick<Components, 'stateOf' | 'troubleOf' | 'pauseOf'> & {
    /** Looks up at once what was written. */
    refresh(): Promise<void>;
  };
  readonly metrics: MetricsPage;
  readonly checks: Checks;
}

/** What Prometheus is shown. */
export interface MetricsPage {
  /** Also to programs on other machines. */
  readonly isPublic: boolean;
  readonly contentType: string;
  text(): Promise<string>;
}

export interface HttpSettings {
  /** How browsers reach this service. Asked on each request: with any free port it is known late. */
  readonly publicUrls: () => readonly string[];
  /** Proxies before this service that are believed in whom a request comes from; none by default. */
  readonly proxyHops?: number;
  /** Origins of the sites that may embed the chat. */
  readonly webOrigins: readonly string[];
  /** Signs who a visitor is; without it everybody is anonymous. */
  readonly identitySecret: string | undefined;
  /** What operators put a workflow's id behind to see it in the Temporal UI; undefined: nobody knows. */
  readonly temporalUi?: string | undefined;
  /** Where the built pages lie. */
  readonly consoleFolder: string;
  /** Other beats than usual, for tests. */
  readonly streamTimes?: StreamTimes;
}

export interface StreamTimes {
  readonly heartbeatMs: number;
  readonly pollMs: number;
}

/** The tables that requests read and write. */
export interface Rows {
  readonly conversations: Conversations;
  readonly inbox: Inbox;
  readonly notes: Notes;
  readonly chatSessions: ChatSessions;
  readonly operators: Operators;
  readonly accounts: Accounts;
  readonly operatorSessions: OperatorSessions;
  readonly loginFailures: LoginFailures;
  readonly doorCounts: DoorCounts;
  readonly mcpTools: Pick<McpPins, 'of' | 'accept'>;
  readonly messages: Pick<Messages, 'accept' | 'acceptWithin' | 'fromOperator' | 'after' | 'before' | 'last'>;
  readonly control: Pick<Control, 'takeOver' | 'handBack' | 'close'>;
  readonly turns: Pick<Turns, 'list' | 'traced'>;
  readonly events: Pick<Events, 'record' | 'list'>;
  readonly followUps: Pick<FollowUps, 'open'>;
  readonly incidents: Pick<Incidents, 'list'>;
  readonly purse: Pick<Purse, 'payerOfConversation' | 'taken'>;
  readonly callbacks: Pick<Callbacks, 'find' | 'complete'>;
  readonly pauses: Pauses;
  readonly approvals: Pick<Approvals, 'list' | 'get' | 'decide'>;
  readonly decisionLinks: DecisionLinks;
  readonly suggestions: Pick<Suggestions, 'noteSent'>;
  /** Undefined: there is no such conversation. */
  readonly customerCard: (conversationId: string) => Promise<CustomerCard | undefined>;
  readonly brief: (conversationId: string) => Promise<Brief | undefined>;
  readonly approvalRole: (approvalId: string) => Promise<Role | undefined>;
  readonly audit: (entry: AuditEntry) => Promise<void>;
  readonly readAudit: (page: { about?: string; before?: number; limit: number }) => Promise<ReadAuditEntry[]>;
}

/** Hints between processes. */
export interface Bus {
  subscribe(conversationId: string, handle: (hint: Hint) => void): () => void;
  subscribeAll(handle: (hint: Hint) => void): () => void;
  /** What to wait for before this process confirms that it has handled what it was told. */
  onSettle(settled: () => Promise<void>): void;
  /** Whether every live process has handled all that was committed before, in time. */
  barrier(timeoutMs: number): Promise<boolean>;
}

/** Tells the workflow what stands in the database already. */
export interface Doorbell {
  message(message: {
    conversationId: string;
    assistant: string;
    id: string;
    channel: ChannelName;
    text: string;
    seq: number;
  }): Promise<void>;
  takeOver(act: { conversationId: string; by: string; fence: number }): Promise<void>;
  handBack(act: { conversationId: string; by: string; note?: string; fence: number }): Promise<void>;
  close(act: { conversationId: string; by: string; reason: string; fence: number }): Promise<void>;
  decide(act: { conversationId: string; decision: Decision; applied: true }): Promise<void>;
  event(event: { conversationId: string } & OutsideEvent): Promise<void>;
  wakeUp(rung: { conversationId: string; assistant: string }): Promise<void>;
}

/** The registry as plain data. */
export interface Registered {
  readonly assistants: readonly {
    readonly id: string;
    readonly name: string;
    readonly version: string;
    readonly manifestHash: string;
  }[];
  readonly components: readonly ComponentDescription[];
  /** The tools that MCP servers give at the moment, as components. */
  fromServers(): Promise<readonly ComponentDescription[]>;
  /** All that assistants allow of MCP servers. */
  readonly mcpTools: readonly AllowedMcpTool[];
}

export interface AllowedMcpTool {
  readonly assistant: string;
  readonly version: string;
  readonly server: string;
  /** As its server has it. */
  readonly tool: string;
  /** The id of the component that it is. */
  readonly component: string;
}

/** What requests need to know of the registry. */
export interface Assistants {
  readonly ids: readonly string[];
  readonly default: string;
  get(id: string): AssistantFacts | undefined;
  checkToolInput(
    assistant: string,
    tool: string,
    args: unknown,
  ): Promise<
    | { readonly ok: true; readonly args: unknown; readonly argsHash: string }
    | { readonly ok: false; readonly problem: string }
  >;
  checkToolOutput(
    assistant: string,
    tool: string,
    output: unknown,
  ): { readonly ok: true; readonly output: unknown } | { readonly ok: false; readonly problem: string };
}

export interface AssistantFacts extends Pick<AssistantSettings, 'budget' | 'models'> {
  readonly door: { readonly messagesPerMinute: number; readonly sessionsPerMinute: number };
  readonly messages: {
    /** What the customer is told when an operator takes over. */
    readonly takenOver: LocalText;
  };
}

/** Each resolves when that part is ready, and rejects with what is wrong; by name. */
export type Checks = Readonly<Record<string, () => Promise<void>>>;
