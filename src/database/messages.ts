import { sql } from 'kysely';
import type { ChannelName, Disposition, Message } from '../domain/message.ts';
import { appendMessage } from './append-message.ts';
import { lockConversation } from './conversation-row.ts';
import type { Database } from './open-database.ts';
import { keepPromise } from './promised-answers.ts';
import type { MessageRow } from './schema.ts';

/** A message as operators see it. */
export type StoredMessage = Message & {
  readonly disposition: Disposition | null;
  readonly reason: string | null;
  /** The model call of its turn before which it joined; absent where it opened the turn. */
  readonly joinedRound?: number;
};

export type Accepted =
  | { readonly outcome: 'accepted'; readonly seq: number; readonly fresh: boolean }
  /** The id stands for another text already. */
  | { readonly outcome: 'conflict' };

/** How many messages of a customer there may be since some time. */
export interface MessageCap {
  readonly messagesMax: number;
  readonly since: Date;
}

export type Messages = ReturnType<typeof createMessages>;

/** The transcript. */
export function createMessages(db: Database) {
  return {
    /** Makes a customer's message durable, once for its id. Text comes cleaned. */
    accept: (message: IncomingMessage): Promise<Accepted> =>
      db.transaction().execute((tx) => acceptIn(tx, message)),

    /**
     * The same, unless the customer has said so much already: counted under the conversation's lock, so that no two
     * processes let the same last message in. What is in already may be sent again.
     */
    acceptWithin: (
      cap: MessageCap,
      message: IncomingMessage,
    ): Promise<Accepted | { readonly outcome: 'too_many' }> =>
      db.transaction().execute(async (tx) => {
        const { conversationId, id } = message;
        await lockConversation(tx, conversationId);
        const isFull = (await countSince(tx, conversationId, cap.since)) >= cap.messagesMax;
        if (isFull && !(await holds(tx, conversationId, id))) return { outcome: 'too_many' };
        return await acceptIn(tx, message);
      }),

    /** An operator's words; only the operator in control may say them. */
    fromOperator: (message: OperatorMessage): Promise<Accepted | { readonly outcome: 'not_in_control' }> =>
      db.transaction().execute(async (tx) => {
        const conversation = await lockConversation(tx, message.conversationId);
        const inControl =
          conversation.controller === 'operator' && conversation.controlled_by === message.operatorId;
        if (!inControl) return { outcome: 'not_in_control' };
        const row = await appendMessage(tx, { ...message, from: 'operator', kind: 'message' });
        if (conversation.answer_due_at !== null) await keepPromise(tx, message.conversationId);
        const same = row.from === 'operator' && row.text === message.text;
        return same ? { outcome: 'accepted', seq: row.seq, fresh: row.fresh } : { outcome: 'conflict' };
      }),

    /** Rows after `afterSeq`, oldest first. */
    async after(conversationId: string, afterSeq: number, limit: number): Promise<StoredMessage[]> {
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(presentMessage);
    },

    /** The newest `limit` rows, oldest first. */
    async last(conversationId: string, limit: number): Promise<StoredMessage[]> {
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(presentMessage).reverse();
    },

    /** The newest `limit` rows before `beforeSeq`, oldest first. */
    async before(conversationId: string, beforeSeq: number, limit: number): Promise<StoredMessage[]> {
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where('seq', '<', beforeSeq)
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(presentMessage).reverse();
    },

    /**
     * What the model of a turn reads, newest `limit` rows: not what waits for a later turn, and what this one is about
     * last, although an answer to something earlier may have been written after it. Only rows after `afterSeq`, and the
     * turn's own.
     */
    async forTurn(
      conversationId: string,
      turnId: string,
      limit: number,
      afterSeq = 0,
    ): Promise<StoredMessage[]> {
      const rows = await db
        .selectFrom('messages')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .where(({ or, eb }) =>
          or([
            eb('turn_id', 'is not', null),
            eb('disposition', 'is', null),
            eb('disposition', '!=', 'pending'),
          ]),
        )
        .where(({ or, eb }) => or([eb('seq', '>', afterSeq), eb('turn_id', '=', turnId)]))
        .orderBy(sql`turn_id is not distinct from ${turnId}`, 'desc')
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(presentMessage).reverse();
    },
  };
}

async function acceptIn(tx: Database, message: IncomingMessage): Promise<Accepted> {
  const row = await appendMessage(tx, { ...message, from: 'customer', kind: 'message' });
  const same = row.from === 'customer' && row.text === message.text;
  return same ? { outcome: 'accepted', seq: row.seq, fresh: row.fresh } : { outcome: 'conflict' };
}

/** How many of the customer's messages were accepted since then. */
async function countSince(tx: Database, conversationId: string, since: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('conversation_id', '=', conversationId)
    .where('sender', '=', 'customer')
    .where('at', '>=', since)
    .executeTakeFirstOrThrow();
  return count;
}

async function holds(tx: Database, conversationId: string, messageId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('messages')
    .select('seq')
    .where('conversation_id', '=', conversationId)
    .where('id', '=', messageId)
    .executeTakeFirst();
  return row !== undefined;
}

export interface IncomingMessage {
  readonly conversationId: string;
  readonly id: string;
  readonly channel: ChannelName;
  readonly addressId?: string;
  readonly text: string;
}

interface OperatorMessage {
  readonly conversationId: string;
  readonly id: string;
  readonly operatorId: string;
  readonly text: string;
}

function presentMessage(row: MessageRow): StoredMessage {
  return {
    seq: row.seq,
    id: row.id,
    from: row.sender,
    kind: row.kind,
    channel: row.channel,
    text: row.text,
    citations: row.citations,
    ...(row.turn_id !== null && { turnId: row.turn_id }),
    at: row.at.toISOString(),
    disposition: row.disposition,
    reason: row.reason,
    ...(row.joined_round !== null && { joinedRound: row.joined_round }),
  };
}
