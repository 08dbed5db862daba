import type { ColumnType, Generated, Selectable } from 'kysely';
import type { ChatState, Controller, ConversationStatus, Need } from '../domain/conversation.ts';
import type { ChannelName, Citation, Disposition, MessageKind, Proof, Sender } from '../domain/message.ts';
import type { Route, StepKind, Trigger, TurnOutcome } from '../domain/turn.ts';
import type { ApprovalSchema } from './approval-schema.ts';
import type { ComponentSchema } from './component-schema.ts';
import type { InboxColumns, InboxSchema } from './inbox-schema.ts';
import type {
  KnowledgeBasesTable,
  KnowledgeDocumentsTable,
  KnowledgePassagesTable,
  KnowledgeVectorsTable,
  TurnPassagesTable,
} from './knowledge-schema.ts';
import type { McpToolsTable } from './mcp-schema.ts';
import type { CasesTable, EventsTable, FollowUpsTable } from './memory-schema.ts';
import type { OperatorSchema } from './operator-schema.ts';
import type { PlanSchema } from './plan-schema.ts';
import type { PursesTable, ReservationsTable } from './purse-schema.ts';
import type {
  CallbacksTable,
  EffectsTable,
  SigningKeysTable,
  ThreadsTable,
  ToolCallsTable,
} from './tool-schema.ts';

/** The tables, as the migrations leave them. */
export interface Schema extends ApprovalSchema, ComponentSchema, InboxSchema, OperatorSchema, PlanSchema {
  customers: CustomersTable;
  addresses: AddressesTable;
  conversations: ConversationsTable;
  messages: MessagesTable;
  turns: TurnsTable;
  turn_passages: TurnPassagesTable;
  drafts: DraftsTable;
  steps: StepsTable;
  tool_calls: ToolCallsTable;
  threads: ThreadsTable;
  callbacks: CallbacksTable;
  signing_keys: SigningKeysTable;
  effects: EffectsTable;
  chat_sessions: ChatSessionsTable;
  audit: AuditTable;
  cases: CasesTable;
  events: EventsTable;
  follow_ups: FollowUpsTable;
  purses: PursesTable;
  reservations: ReservationsTable;
  door_counts: DoorCountsTable;
  mcp_tools: McpToolsTable;
  knowledge_bases: KnowledgeBasesTable;
  knowledge_documents: KnowledgeDocumentsTable;
  knowledge_passages: KnowledgePassagesTable;
  knowledge_vectors: KnowledgeVectorsTable;
}

/** Written as JSON text, read parsed. */
type Json<T> = ColumnType<T, string, string>;
type Time = ColumnType<Date, Date | string | undefined, Date | string>;

interface CustomersTable {
  id: string;
  business_id: string | null;
  name: string | null;
  email: string | null;
  phone: string | null;
  created_at: Generated<Date>;
}

interface AddressesTable {
  id: string;
  customer_id: string;
  channel: ChannelName;
  value: string;
  proof: Proof;
  created_at: Generated<Date>;
}

export interface ConversationsTable extends InboxColumns {
  id: string;
  customer_id: string;
  assistant: string;
  status: Generated<ConversationStatus>;
  needs: Generated<Need[]>;
  chat_state: Generated<ChatState>;
  /** How often `chat_state` has changed. */
  chat_state_version: Generated<number>;
  next_step: Generated<string>;
  controller: Generated<Controller>;
  controlled_by: string | null;
  fence: Generated<number>;
  /** The newest fence that the workflow has taken note of; behind `fence`, the sweeper rings again. */
  fence_seen: Generated<number>;
  /** Set while the case is closed. */
  closed_reason: string | null;
  /** What the operator who handed back wants the assistant to know. */
  guidance: string | null;
  last_seq: Generated<number>;
  /** The newest customer row; beyond `claimed_seq`, somebody waits for the workflow. */
  last_customer_seq: Generated<number>;
  claimed_seq: Generated<number>;
  cost_micro_usd: Generated<number>;
  /** By when a person was promised to answer; null while nothing is promised. */
  answer_due_at: Date | null;
  /** Whether that has passed. */
  answer_overdue: Generated<boolean>;
  /** Until when its messages wait for a model to be there again; null while they don't. */
  awaits_model_until: Date | null;
  /** The customer's, as a BCP 47 tag; null while nobody could tell. */
  language: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface MessagesTable {
  conversation_id: string;
  seq: number;
  id: string;
  sender: Sender;
  kind: MessageKind;
  channel: ChannelName;
  address_id: string | null;
  operator_id: string | null;
  turn_id: string | null;
  text: string;
  citations: ColumnType<Citation[], string | undefined, string>;
  disposition: Disposition | null;
  reason: string | null;
  /** The model call of its turn before which it joined; null where it opened the turn. */
  joined_round: number | null;
  at: Time;
}

export interface TurnsTable {
  id: Generated<string>;
  conversation_id: string;
  number: number;
  trigger: Trigger;
  message_seqs: Generated<number[]>;
  work_turn_ids: Generated<string[]>;
  intent: string | null;
  route: ColumnType<Route | null, string | null | undefined, string | null>;
  manifest_hash: string;
  /** The case that it belongs to. */
  case_number: Generated<number>;
  /** What in the customer's words looked like an attempt to steer the assistant. */
  signals: Generated<string[]>;
  outcome: TurnOutcome | null;
  reason: string | null;
  opened_at: Time;
  closed_at: Time | null;
}

interface DraftsTable {
  turn_id: string;
  conversation_id: string;
  attempt: number;
  text: string;
}

export interface StepsTable {
  id: string;
  turn_id: string;
  parent_id: string | null;
  kind: StepKind;
  component: string;
  started_at: Time;
  ended_at: Time | null;
  attempts: number;
  outcome: string;
  input_tokens: number | null;
  output_tokens: number | null;
  cost_micro_usd: number | null;
  detail: Json<unknown> | null;
}

interface DoorCountsTable {
  key: string;
  at: Generated<Date>;
}

interface ChatSessionsTable {
  token_hash: string;
  conversation_id: string;
  address_id: string;
  expires_at: Time;
}

interface AuditTable {
  id: Generated<string>;
  at: Generated<Date>;
  actor: string;
  act: string;
  subject: string;
  allowed: boolean;
  detail: Json<unknown> | null;
}

export type MessageRow = Selectable<MessagesTable>;
