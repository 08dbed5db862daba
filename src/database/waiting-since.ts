import { type RawBuilder, sql } from 'kysely';

/**
 * When the first of the customer's messages was written that nobody has answered; null: none is open. What went to
 * operators is open until a person, or the assistant after them, has said something in the same case.
 */
export const waitingSince = (conversationId: string): RawBuilder<Date | null> => sql<Date | null>`least(
  (select min(at) from messages
    where conversation_id = ${conversationId} and disposition = 'pending'),
  (select min(at) from messages
    where conversation_id = ${conversationId} and disposition = 'handed_over'
      and seq >= coalesce((select max(opened_seq) from cases where conversation_id = ${conversationId}), 0)
      and seq > coalesce((
        select seq from messages
        where conversation_id = ${conversationId} and (sender = 'operator' or kind = 'answer')
        order by seq desc limit 1), 0)))`;
