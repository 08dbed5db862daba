import { type Selectable, sql } from 'kysely';
import type { Approval } from '../domain/approval.ts';
import { bounds } from '../domain/bounds.ts';
import type { ApprovalsTable } from './approval-schema.ts';
import type { Database } from './open-database.ts';

/** Approvals with the e-mail of who decided, and what led to the call. */
export const withOperator = (db: Database) =>
  db
    .selectFrom('approvals')
    .innerJoin('tool_calls', 'tool_calls.id', 'approvals.call_id')
    .leftJoin('operators', 'operators.id', 'approvals.decided_by')
    .selectAll('approvals')
    .select('operators.email as decider_email')
    .select([
      sql<string | null>`(select left(text, ${bounds.reasonTextMax}) from messages
        where messages.conversation_id = approvals.conversation_id and messages.turn_id = approvals.turn_id
          and sender = 'customer' order by seq desc limit 1)`.as('words'),
      sql<string | null>`(select tasks -> tool_calls.position ->> 'purpose' from plans
        where tool_calls.task_name is not null
          and plans.turn_id = tool_calls.turn_id and plans.round = tool_calls.round)`.as('purpose'),
      sql<string | null>`(select asking.args ->> 'question' from tool_calls as asking
        where asking.id = tool_calls.thread)`.as('question'),
    ]);

/** Undefined when there is none of that id. */
export const findApproval = (db: Database, id: string) =>
  withOperator(db).where('approvals.id', '=', id).executeTakeFirst();

type ApprovalRow = Selectable<ApprovalsTable> & {
  readonly decider_email: string | null;
  readonly words: string | null;
  readonly purpose: string | null;
  readonly question: string | null;
};

/** The row as people see it. */
export function presentApproval(row: ApprovalRow): Approval {
  const { words, purpose, question } = row;
  return {
    id: row.id,
    version: row.version,
    conversationId: row.conversation_id,
    tool: row.tool,
    args: row.args,
    argsHash: row.args_hash,
    ...(row.asked_args !== null && { askedArgs: row.asked_args }),
    reason: row.reason,
    policy: { role: row.role, onExpiry: row.on_expiry },
    why: {
      ...(words !== null && { words }),
      ...(purpose !== null && { purpose }),
      ...(question !== null && { question }),
    },
    expiresAt: row.expires_at.toISOString(),
    ...(row.reminded_at !== null && { remindedAt: row.reminded_at.toISOString() }),
    state: row.state,
    ...(row.decided_by !== null && { decidedBy: { id: row.decided_by, email: row.decider_email ?? '' } }),
  };
}
