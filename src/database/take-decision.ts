import type { Selectable } from 'kysely';
import type { ApprovalState } from '../domain/approval.ts';
import type { ApprovalsTable } from './approval-schema.ts';
import { project } from './conversation-row.ts';
import type { Database } from './open-database.ts';

/** A decision as the workflow acts on it. */
export interface SettledApproval {
  readonly approvalId: string;
  readonly conversationId: string;
  readonly callId: string;
  readonly turnId: string;
  readonly tool: string;
  readonly state: Exclude<ApprovalState, 'pending'>;
  readonly args: unknown;
  readonly onExpiry: 'reject' | 'escalate';
}

/** Writes what became of the call where the model will read it, and notes that the workflow knows. */
export async function takeDecision(tx: Database, id: string): Promise<SettledApproval> {
  const row = await tx
    .updateTable('approvals')
    .set({ applied: true })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const state = row.state === 'pending' ? 'expired' : row.state;
  if (state === 'approved') await recordPermission(tx, row);
  else await recordRefusal(tx, row);
  await project(tx, row.conversation_id);
  return {
    approvalId: row.id,
    conversationId: row.conversation_id,
    callId: row.call_id,
    turnId: row.turn_id,
    tool: row.tool,
    state,
    args: row.args,
    onExpiry: row.on_expiry,
  };
}

/** What was allowed is what the model reads that it asked for: otherwise it would ask for the original again. */
async function recordPermission(tx: Database, row: Selectable<ApprovalsTable>): Promise<void> {
  await tx
    .updateTable('tool_calls')
    .set({ args: JSON.stringify(row.args), args_hash: row.args_hash })
    .where(({ eb, or }) => or([eb('id', '=', row.call_id), eb('same_as', '=', row.call_id)]))
    .execute();
}

async function recordRefusal(tx: Database, row: Selectable<ApprovalsTable>): Promise<void> {
  const result =
    row.state === 'rejected'
      ? {
          rejected: true,
          reason: row.decision_reason,
          note: 'A colleague decided against it. Tell the customer why, and do not ask again.',
        }
      : { rejected: true, reason: 'Nobody decided in time.', note: 'It was not done. Do not ask again.' };
  await tx
    .updateTable('tool_calls')
    .set({ state: 'rejected', result: JSON.stringify(result) })
    .where(({ eb, or }) => or([eb('id', '=', row.call_id), eb('same_as', '=', row.call_id)]))
    .execute();
}
