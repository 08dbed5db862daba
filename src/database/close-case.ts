import { sql } from 'kysely';
import type { CaseOutcome } from '../domain/case.ts';
import { writeAudit } from './audit.ts';
import { closeOpenCase } from './cases.ts';
import { type ConversationRow, lockConversation, project } from './conversation-row.ts';
import { settleAllPending } from './dispositions.ts';
import { endFollowUps } from './follow-ups.ts';
import { isExpected } from './happenings.ts';
import { dropDrafts, moveFence } from './move-fence.ts';
import type { Database } from './open-database.ts';
import { nothingPromised } from './promised-answers.ts';

export interface Close {
  readonly conversationId: string;
  readonly by: string;
  readonly reason: string;
}

export interface CloseIdle {
  readonly conversationId: string;
  /** The newest customer row that the workflow knows of: a newer one keeps the case open. */
  readonly lastCustomerSeq: number;
  readonly reason: string;
}

/** An operator ends the case. */
export async function close(tx: Database, request: Close): Promise<{ outcome: 'closed'; fence: number }> {
  const { conversationId, by, reason } = request;
  const row = await lockConversation(tx, conversationId);
  if (row.closed_reason !== null) return { outcome: 'closed', fence: row.fence };
  const fence = await closeCase(tx, row, { reason, outcome: 'closed_by_operator' });
  await writeAudit(tx, {
    actor: by,
    act: 'close',
    subject: conversationId,
    allowed: true,
    detail: { fence, reason },
  });
  return { outcome: 'closed', fence };
}

/** Quiet ends the case, unless somebody waits or is waited for. */
export async function closeIdle(tx: Database, request: CloseIdle): Promise<{ outcome: 'closed' | 'busy' }> {
  const row = await lockConversation(tx, request.conversationId);
  const busy = row.last_customer_seq > request.lastCustomerSeq || row.controller === 'operator';
  if (busy || (await isExpected(tx, row.id))) return { outcome: 'busy' };
  if (row.closed_reason === null) await closeCase(tx, row, { reason: request.reason, outcome: 'quiet' });
  return { outcome: 'closed' };
}

/** Ends the case: what waits is closed with the reason, and control is the assistant's when it opens again. */
async function closeCase(
  tx: Database,
  row: ConversationRow,
  end: { readonly reason: string; readonly outcome: CaseOutcome },
): Promise<number> {
  const { reason } = end;
  const fence = await moveFence(tx, row, {
    controller: 'assistant',
    controlled_by: null,
    closed_reason: reason,
    guidance: null,
    claimed_seq: row.last_customer_seq,
    ...nothingPromised,
  });
  await dropDrafts(tx, row.id);
  await settleAllPending(tx, row.id, 'closed', reason);
  await endFollowUps(tx, row.id, `closed: ${reason}`);
  await closeOpenCase(tx, row, end);
  await tx
    .updateTable('approvals')
    .set({ state: 'expired', applied: true, version: sql`version + 1`, decision_reason: `closed: ${reason}` })
    .where('conversation_id', '=', row.id)
    .where('state', '=', 'pending')
    .execute();
  await project(tx, row.id);
  return fence;
}
