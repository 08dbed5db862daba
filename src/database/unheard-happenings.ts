import type { Database } from './open-database.ts';
import { ageOf, isDue, type Patience, unheardMax } from './patience.ts';
import type { Unheard } from './unheard.ts';

/** Events that no turn has taken; one a conversation, the oldest. */
export async function unheardEvents(db: Database, { newMs }: Patience): Promise<Unheard[]> {
  const rows = await db
    .selectFrom('events')
    .innerJoin('conversations', 'conversations.id', 'events.conversation_id')
    .distinctOn('events.conversation_id')
    .select(['conversation_id', 'assistant', 'events.id', 'type', 'data', ageOf('events.received_at')])
    .where('turn_id', 'is', null)
    .where('noted_at', 'is', null)
    .where(isDue('events.received_at', newMs))
    .orderBy('events.conversation_id')
    .orderBy('events.number')
    .limit(unheardMax)
    .execute();
  return rows.map(({ conversation_id, ...event }) => ({
    kind: 'event',
    conversationId: conversation_id,
    ...event,
  }));
}

/** Follow-ups that are due and that no turn has taken: their run would have seen to it, so there may be none. */
export async function unheardFollowUps(db: Database, { newMs }: Patience): Promise<Unheard[]> {
  const rows = await db
    .selectFrom('follow_ups')
    .innerJoin('conversations', 'conversations.id', 'follow_ups.conversation_id')
    .distinctOn('follow_ups.conversation_id')
    .select(['conversation_id', 'assistant', ageOf('due_at')])
    .where('turn_id', 'is', null)
    .where('ended_at', 'is', null)
    .where('due_at', 'is not', null)
    .where(isDue('due_at', newMs))
    .orderBy('follow_ups.conversation_id')
    .orderBy('due_at')
    .limit(unheardMax)
    .execute();
  return rows.map(({ conversation_id, assistant, ageMs }) => ({
    kind: 'followUp',
    conversationId: conversation_id,
    assistant,
    ageMs,
  }));
}

/** Work that is overdue: its run would have given it up, so there may be none. */
export async function unheardWork(db: Database, { newMs }: Patience): Promise<Unheard[]> {
  const rows = await db
    .selectFrom('callbacks')
    .innerJoin('conversations', 'conversations.id', 'callbacks.conversation_id')
    .distinctOn('callbacks.conversation_id')
    .select(['callbacks.conversation_id', 'assistant', ageOf('expires_at')])
    .where('callbacks.state', '=', 'running')
    .where(isDue('expires_at', newMs))
    .orderBy('callbacks.conversation_id')
    .limit(unheardMax)
    .execute();
  return rows.map(({ conversation_id, assistant, ageMs }) => ({
    kind: 'work',
    conversationId: conversation_id,
    assistant,
    ageMs,
  }));
}
