import type { Disposition } from '../domain/message.ts';
import type { Database } from './open-database.ts';

/** Settles every customer message that still waits, whoever claimed it. */
export async function settleAllPending(
  tx: Database,
  conversationId: string,
  disposition: Exclude<Disposition, 'pending'>,
  reason: string,
): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ disposition, reason })
    .where('conversation_id', '=', conversationId)
    .where('disposition', '=', 'pending')
    .execute();
}

/** Settles the messages that these turns claimed. */
export async function settleClaimed(
  tx: Database,
  turnIds: readonly string[],
  disposition: Exclude<Disposition, 'pending'>,
): Promise<void> {
  if (turnIds.length === 0) return;
  await tx
    .updateTable('messages')
    .set({ disposition })
    .where('turn_id', 'in', [...turnIds])
    .where('disposition', '=', 'pending')
    .execute();
}
