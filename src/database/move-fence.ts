import type { ConversationRow } from './conversation-row.ts';
import type { Database } from './open-database.ts';

type ControlChange = Partial<
  Pick<
    ConversationRow,
    | 'controller'
    | 'controlled_by'
    | 'closed_reason'
    | 'guidance'
    | 'claimed_seq'
    | 'answer_due_at'
    | 'answer_overdue'
  >
>;

/** Raises the fence with a change of control; what was begun under the old one comes to nothing. Returns the new one. */
export async function moveFence(tx: Database, row: ConversationRow, change: ControlChange): Promise<number> {
  const fence = row.fence + 1;
  await tx
    .updateTable('conversations')
    .set({ ...change, fence })
    .where('id', '=', row.id)
    .execute();
  return fence;
}

export async function dropDrafts(tx: Database, conversationId: string): Promise<void> {
  await tx.deleteFrom('drafts').where('conversation_id', '=', conversationId).execute();
}
