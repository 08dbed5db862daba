import { appendMessage } from './append-message.ts';
import { lockConversation, maySpeak } from './conversation-row.ts';
import type { Database } from './open-database.ts';
import { hasHeardOfOutage } from './outages.ts';
import { isTurnOpen } from './turn-row.ts';
import type { TurnNote } from './turns.ts';

/** Says in a turn that it takes longer, unless it is over or the customer has heard something in it. */
export async function tellDelay(tx: Database, note: Omit<TurnNote, 'id'>): Promise<boolean> {
  const { conversationId, turnId, fence } = note;
  const row = await lockConversation(tx, conversationId);
  if (!maySpeak(row, fence) || !(await isTurnOpen(tx, turnId))) return false;
  if ((await hasSpoken(tx, turnId)) || (await hasHeardOfOutage(tx, turnId))) return false;
  await appendMessage(tx, { ...note, id: `delayed-${turnId}`, from: 'assistant', kind: 'note' });
  return true;
}

/** By a message, or by an answer that is being written. */
async function hasSpoken(tx: Database, turnId: string): Promise<boolean> {
  const said = await tx
    .selectFrom('messages')
    .select('seq')
    .where('turn_id', '=', turnId)
    .where('sender', '=', 'assistant')
    .executeTakeFirst();
  const draft = await tx
    .selectFrom('drafts')
    .select('turn_id')
    .where('turn_id', '=', turnId)
    .where('text', '!=', '')
    .executeTakeFirst();
  return said !== undefined || draft !== undefined;
}
