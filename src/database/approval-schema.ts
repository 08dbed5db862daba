import type { ColumnType, Generated } from 'kysely';
import type { ApprovalState } from '../domain/approval.ts';
import type { Role } from '../domain/operator.ts';

/** What people decide on, the links by which they do, and what models draft for them. */
export interface ApprovalSchema {
  approvals: ApprovalsTable;
  decision_links: DecisionLinksTable;
  suggestions: SuggestionsTable;
}

/** Written as JSON text, read parsed. */
type Json<T> = ColumnType<T, string, string>;
type Time = ColumnType<Date, Date | string | undefined, Date | string>;

export interface ApprovalsTable {
  id: string;
  version: Generated<number>;
  conversation_id: string;
  turn_id: string;
  call_id: string;
  tool: string;
  args: Json<unknown>;
  args_hash: string;
  /** What the assistant asked for, where a person has changed it. */
  asked_args: Json<unknown> | null;
  reason: string;
  role: Role;
  on_expiry: 'reject' | 'escalate';
  expires_at: Time;
  /** When operators are reminded of it, and when they were. */
  remind_at: Time | null;
  reminded_at: Time | null;
  state: Generated<ApprovalState>;
  decided_by: string | null;
  decision_reason: string | null;
  decided_at: Time | null;
  /** Whether the workflow has taken the decision in; until then the sweeper rings again. */
  applied: Generated<boolean>;
  created_at: Generated<Date>;
}

interface DecisionLinksTable {
  id: Generated<string>;
  approval_id: string;
  version: number;
  /** In whose name it decides. */
  operator_id: string;
  expires_at: Time;
  used_at: Time | null;
  created_at: Generated<Date>;
}

interface SuggestionsTable {
  id: string;
  conversation_id: string;
  operator_id: string;
  text: string;
  /** What was sent after it. */
  message_id: string | null;
  created_at: Generated<Date>;
}
