import { sql } from 'kysely';
import type { ChannelName, Citation, Disposition, MessageKind, Sender } from '../domain/message.ts';
import { ensureOpenCase } from './cases.ts';
import { lockConversation } from './conversation-row.ts';
import { notify } from './notify.ts';
import type { Database } from './open-database.ts';

/** What a new row of the transcript says. */
export interface NewMessage {
  readonly conversationId: string;
  /** Unique in its conversation: the same id again adds nothing. */
  readonly id: string;
  readonly from: Sender;
  readonly kind: MessageKind;
  readonly text: string;
  /** Where it came in, or where it goes out: by default where the customer last wrote. */
  readonly channel?: ChannelName;
  readonly addressId?: string;
  readonly operatorId?: string;
  readonly turnId?: string;
  readonly citations?: readonly Citation[];
}

/** Appends to the transcript and hints at it. Returns the row's seq, and whether it is new. */
export async function appendMessage(
  tx: Database,
  message: NewMessage,
): Promise<{ seq: number; text: string; from: Sender; fresh: boolean }> {
  const row = await lockConversation(tx, message.conversationId);
  const known = await tx
    .selectFrom('messages')
    .select(['seq', 'text', 'sender'])
    .where('conversation_id', '=', message.conversationId)
    .where('id', '=', message.id)
    .executeTakeFirst();
  if (known) return { seq: known.seq, text: known.text, from: known.sender, fresh: false };

  const seq = row.last_seq + 1;
  await tx
    .insertInto('messages')
    .values(await asRow(tx, message, seq))
    .execute();
  await tx
    .updateTable('conversations')
    .set({
      last_seq: seq,
      updated_at: sql<Date>`clock_timestamp()`,
      ...waitingAfter(message.from, seq),
    })
    .where('id', '=', message.conversationId)
    .execute();
  if (message.from === 'customer') await ensureOpenCase(tx, message.conversationId, seq);
  await notify(tx, { kind: 'message', conversationId: message.conversationId, seq });
  return { seq, text: message.text, from: message.from, fresh: true };
}

/** Who writes again doesn't wait anew; an operator's words answer all before them. */
function waitingAfter(from: Sender, seq: number) {
  if (from === 'operator') return { waiting_since: null };
  if (from === 'assistant') return {};
  return { last_customer_seq: seq, waiting_since: sql<Date>`coalesce(waiting_since, clock_timestamp())` };
}

async function asRow(tx: Database, message: NewMessage, seq: number) {
  const disposition: Disposition | null = message.from === 'customer' ? 'pending' : null;
  return {
    conversation_id: message.conversationId,
    seq,
    id: message.id,
    sender: message.from,
    kind: message.kind,
    channel: message.channel ?? (await lastChannel(tx, message.conversationId)),
    address_id: message.addressId ?? null,
    operator_id: message.operatorId ?? null,
    turn_id: message.turnId ?? null,
    text: message.text,
    citations: JSON.stringify(message.citations ?? []),
    disposition,
    reason: null,
    joined_round: null,
  };
}

async function lastChannel(tx: Database, conversationId: string): Promise<ChannelName> {
  const last = await tx
    .selectFrom('messages')
    .select('channel')
    .where('conversation_id', '=', conversationId)
    .where('sender', '=', 'customer')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.channel ?? 'web';
}
