import { sql } from 'kysely';
import { lockConversation, project } from './conversation-row.ts';
import type { Database } from './open-database.ts';

/** Notes that an approval is about to expire, once, with what monitors are told of it. False: it was decided, or noted. */
export async function remindOfApproval(tx: Database, approvalId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('approvals')
    .select('conversation_id')
    .where('id', '=', approvalId)
    .executeTakeFirst();
  if (!row) return false;
  await lockConversation(tx, row.conversation_id);
  const { numUpdatedRows } = await tx
    .updateTable('approvals')
    .set({ reminded_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', approvalId)
    .where('state', '=', 'pending')
    .where('reminded_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await tx.insertInto('alerts').values({ approval_id: approvalId, kind: 'reminder' }).execute();
  await project(tx, row.conversation_id);
  return true;
}
