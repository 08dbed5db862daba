import type { Selectable } from 'kysely';
import type { Approval } from '../domain/approval.ts';
import type { Database } from './open-database.ts';
import type { ApprovalsTable } from './schema.ts';

/** Approvals with the e-mail of who decided. */
export const withOperator = (db: Database) =>
  db
    .selectFrom('approvals')
    .leftJoin('operators', 'operators.id', 'approvals.decided_by')
    .selectAll('approvals')
    .select('operators.email as decider_email');

/** Undefined when there is none of that id. */
export const findApproval = (db: Database, id: string) =>
  withOperator(db).where('approvals.id', '=', id).executeTakeFirst();

/** The row as people see it. */
export function presentApproval(
  row: Selectable<ApprovalsTable> & { decider_email: string | null },
): Approval {
  return {
    id: row.id,
    version: row.version,
    conversationId: row.conversation_id,
    tool: row.tool,
    args: row.args,
    argsHash: row.args_hash,
    reason: row.reason,
    expiresAt: row.expires_at.toISOString(),
    state: row.state,
    ...(row.decided_by !== null && { decidedBy: { id: row.decided_by, email: row.decider_email ?? '' } }),
  };
}
