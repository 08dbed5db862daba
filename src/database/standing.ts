import type { LoadedConversation } from '../domain/engine.ts';
import { createApprovals } from './approvals.ts';
import { type ConversationRow, controlViewOf, lockConversation, project } from './conversation-row.ts';
import { giveUnfinishedBack } from './happenings.ts';
import type { Database } from './open-database.ts';

export type Standing = Pick<
  LoadedConversation,
  'claimedSeq' | 'turnNumber' | 'pending' | 'decided' | 'control'
>;

/**
 * Where a conversation stands for a run that knows nothing: what it must claim, what it waits for. A turn that an
 * earlier run left open (its workflow was terminated) is ended, and its messages are claimed again; so is what else
 * had opened it.
 */
export const loadStanding = (db: Database, conversationId: string): Promise<Standing> =>
  db.transaction().execute(async (tx) => {
    const row = await lockConversation(tx, conversationId);
    await tx
      .updateTable('turns')
      .set({ outcome: 'interrupted', reason: 'its workflow ended early' })
      .where('conversation_id', '=', conversationId)
      .where('outcome', 'is', null)
      .execute();
    await giveUnfinishedBack(tx, conversationId);
    await tx.deleteFrom('drafts').where('conversation_id', '=', conversationId).execute();
    await tx
      .updateTable('conversations')
      .set({ fence_seen: row.fence })
      .where('id', '=', conversationId)
      .execute();
    await project(tx, conversationId);
    return { ...(await approvalsOf(tx, conversationId)), ...(await countsOf(tx, row)) };
  });

async function countsOf(tx: Database, row: ConversationRow) {
  const lastTurn = await tx
    .selectFrom('turns')
    .select('number')
    .where('conversation_id', '=', row.id)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const firstUnclaimed = await tx
    .selectFrom('messages')
    .select('seq')
    .where('conversation_id', '=', row.id)
    .where('disposition', '=', 'pending')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('approvals')
            .select('approvals.id')
            .whereRef('approvals.turn_id', '=', 'messages.turn_id')
            .where('approvals.applied', '=', false),
        ),
      ),
    )
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  return {
    claimedSeq: firstUnclaimed ? firstUnclaimed.seq - 1 : row.last_customer_seq,
    turnNumber: lastTurn?.number ?? 0,
    control: controlViewOf(row),
  };
}

async function approvalsOf(
  tx: Database,
  conversationId: string,
): Promise<Pick<Standing, 'pending' | 'decided'>> {
  const open = await createApprovals(tx).open(conversationId);
  return {
    pending: open.map((row) => ({
      approvalId: row.id,
      callId: row.call_id,
      turnId: row.turn_id,
      expiresAtMs: row.expires_at.getTime(),
      ...(row.remind_at && !row.reminded_at && { remindAtMs: row.remind_at.getTime() }),
    })),
    decided: open.filter((row) => row.state !== 'pending').map((row) => row.id),
  };
}
