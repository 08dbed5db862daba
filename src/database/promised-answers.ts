import { lockConversation, project } from './conversation-row.ts';
import type { Database } from './open-database.ts';

/** A conversation whose customer waits for no person. */
export const nothingPromised = { answer_due_at: null, answer_overdue: false } as const;

/** Notes that a promised answer is late. False: it isn't, or that is noted already. */
export async function noteOverdue(tx: Database, conversationId: string): Promise<boolean> {
  const row = await lockConversation(tx, conversationId);
  if (row.answer_due_at === null || row.answer_overdue || row.answer_due_at > new Date()) return false;
  await tx
    .updateTable('conversations')
    .set({ answer_overdue: true })
    .where('id', '=', conversationId)
    .execute();
  await project(tx, conversationId);
  return true;
}

/** A person has answered. */
export async function keepPromise(tx: Database, conversationId: string): Promise<void> {
  await tx.updateTable('conversations').set(nothingPromised).where('id', '=', conversationId).execute();
  await project(tx, conversationId);
}
