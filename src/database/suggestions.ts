import type { Database } from './open-database.ts';

/** A draft of an answer that a model wrote for an operator. */
export interface Suggestion {
  readonly id: string;
  readonly conversationId: string;
  readonly operatorId: string;
  readonly text: string;
}

export type Suggestions = ReturnType<typeof createSuggestions>;

/** Drafts for operators, kept so that one can see later what people make of them. */
export function createSuggestions(db: Database) {
  return {
    /** What another attempt has written stands. */
    async save({ id, conversationId, operatorId, text }: Suggestion): Promise<void> {
      await db
        .insertInto('suggestions')
        .values({ id, conversation_id: conversationId, operator_id: operatorId, text, message_id: null })
        .onConflict((oc) => oc.doNothing())
        .execute();
    },

    async find(id: string): Promise<string | undefined> {
      const row = await db.selectFrom('suggestions').select('text').where('id', '=', id).executeTakeFirst();
      return row?.text;
    },

    /** The message that its operator sent after it; of others' drafts nothing is noted. */
    async noteSent({ id, conversationId, operatorId, messageId }: Sent): Promise<void> {
      await db
        .updateTable('suggestions')
        .set({ message_id: messageId })
        .where('id', '=', id)
        .where('conversation_id', '=', conversationId)
        .where('operator_id', '=', operatorId)
        .where('message_id', 'is', null)
        .execute();
    },
  };
}

type Sent = Omit<Suggestion, 'text'> & { readonly messageId: string };
